using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads <c>tool_choice</c>.</summary>
internal static class ToolChoiceReader
{
    private const string Where = "`tool_choice`";

    private static readonly FrozenSet<string> Keys =
        FrozenSet.Create(StringComparer.Ordinal, "type", "name", "disable_parallel_tool_use");

    public static (ToolChoice? Choice, bool? Parallel) Read(JsonElement request)
    {
        if (request.Find("tool_choice") is not { } choice)
        {
            return (null, null);
        }

        choice.Allow(Keys, Where);
        var parallel = !choice.OptionalBoolean("disable_parallel_tool_use", Where);
        return choice.RequiredString("type", Where) switch
        {
            "auto" => (ToolChoice.Auto, parallel),
            "any" => (ToolChoice.Required, parallel),
            "none" => (ToolChoice.None, parallel),
            "tool" => (ToolChoice.Specific(choice.RequiredString("name", Where)), parallel),
            _ => throw new ContentJsonException($"Expected \"auto\", \"any\", \"tool\" or \"none\" as `type` in {Where}."),
        };
    }
}
