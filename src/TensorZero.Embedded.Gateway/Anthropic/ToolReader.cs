using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>
/// Reads <c>tools</c>: those with an input schema are functions, every other type is a tool that the provider runs itself.
/// </summary>
internal static class ToolReader
{
    private const string Where = "a tool";

    /// <summary>How a tool is cached and streamed is between Anthropic and its clients: it changes nothing in the answer.</summary>
    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal, "type", "name", "description", "input_schema", "strict", "cache_control", "eager_input_streaming");

    public static (IReadOnlyList<ToolDefinition> Functions, IReadOnlyList<ProviderTool> ServerTools) Read(JsonElement request)
    {
        if (request.Find("tools") is not { } tools)
        {
            return ([], []);
        }

        var functions = new List<ToolDefinition>();
        var serverTools = new List<ProviderTool>();
        tools.Items("tools", tool =>
        {
            if (tool.OptionalString("type", Where) is not (null or "custom"))
            {
                serverTools.Add(new ProviderTool(tool));
                return true;
            }

            functions.Add(ReadFunction(tool));
            return true;
        });
        return (functions, serverTools);
    }

    private static ToolDefinition ReadFunction(JsonElement tool)
    {
        tool.Allow(Keys, Where);
        var schema = tool.Required("input_schema", Where);
        return schema.ValueKind == JsonValueKind.Object
            ? new ToolDefinition(
                tool.RequiredString("name", Where), tool.OptionalString("description", Where) ?? "", schema, tool.Flag("strict", Where))
            : throw new ContentJsonException($"Expected an object as `input_schema` in {Where}.");
    }
}
