using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads what a tool answered. A result here is one text that carries its tool's name.</summary>
internal static class ToolResultReader
{
    private const string Where = "a tool_result block";

    /// <summary>Most providers have no other way to be told that a tool failed.</summary>
    private const string ErrorMark = "Error: ";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal, "type", "tool_use_id", "content", "is_error", "cache_control", "toolset_name");

    /// <param name="json">The block.</param>
    /// <param name="toolNames">The tools of the calls so far, by the calls' ids.</param>
    /// <param name="files">Takes the images and documents of the result, which follow the results of the message.</param>
    public static ToolResultBlock Read(JsonElement json, IReadOnlyDictionary<string, string> toolNames, List<ContentBlock> files)
    {
        json.Allow(Keys, Where);
        var id = json.RequiredString("tool_use_id", Where);
        if (!toolNames.TryGetValue(id, out var name))
        {
            throw new ContentJsonException($"No tool_use block before this one has the id that `tool_use_id` names in {Where}.");
        }

        var text = json.Find("content") is { } content ? TextOf(content, files) : "";
        return new ToolResultBlock(id, name, json.Flag("is_error", Where) ? ErrorMark + text : text);
    }

    private static string TextOf(JsonElement content, List<ContentBlock> files)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            return content.GetString()!;
        }

        var texts = new List<string>();
        content.Items("content", part =>
        {
            switch (part.RequiredString("type", "a content block"))
            {
                case "image" or "document":
                    files.Add(FileReader.Read(part));
                    break;
                case var _ when TextReader.Read(part) is TextBlock text:
                    texts.Add(text.Text);
                    break;
                default:
                    throw new ContentJsonException($"Expected \"text\", \"image\" or \"document\" as `type` in {Where}.");
            }

            return true;
        });
        return string.Join('\n', texts);
    }
}
