using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the tools that a request brings along.</summary>
internal static class AdditionalToolsReader
{
    /// <exception cref="ContentJsonException">The JSON is no list of tools.</exception>
    /// <exception cref="NotServedException">One of them is a custom tool of OpenAI's.</exception>
    public static IReadOnlyList<ToolDefinition> Read(JsonElement json)
    {
        foreach (var tool in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : default)
        {
            switch (tool.OptionalString("type", "a tool"))
            {
                case null or "function" or "client_side_function":
                    break;
                case "openai_custom":
                    throw new NotServedException("Custom tools (`openai_custom`) are not served by this version: use a function tool.");
                default:
                    throw new ContentJsonException("Expected \"function\" as `type` in a tool.");
            }
        }

        return ContentJsonTools.ReadDefinitions(json);
    }
}
