using System.Text.Json;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Functions;

/// <summary>
/// Turns a model's blocks into a function's answer: tool calls are checked, JSON is parsed and validated. Bad output is data. Step 10
/// of a request.
/// </summary>
internal static class OutputShaping
{
    /// <summary>A chat function's answer. In JSON mode <c>tool</c> the implicit tool's arguments become text.</summary>
    public static IReadOnlyList<ContentBlock> Chat(IReadOnlyList<ContentBlock> content, ToolSet? tools, JsonMode jsonMode)
    {
        if (!HasToolCall(content))
        {
            return content;
        }

        var shaped = new ContentBlock[content.Count];
        for (var i = 0; i < shaped.Length; i++)
        {
            shaped[i] = content[i] switch
            {
                ToolCallBlock call when jsonMode == JsonMode.Tool => new TextBlock(call.RawArguments),
                ToolCallBlock call when tools is not null => tools.Check(call),
                var block => block,
            };
        }

        return shaped;
    }

    /// <summary>A JSON function's answer: its last text or tool call, and the other blocks beside it.</summary>
    public static (JsonOutput Output, IReadOnlyList<ContentBlock> Auxiliary) Json(IReadOnlyList<ContentBlock> content, JsonSchema schema)
    {
        for (var i = content.Count - 1; i >= 0; i--)
        {
            var raw = content[i] switch
            {
                TextBlock text => text.Text,
                ToolCallBlock call => call.RawArguments,
                _ => null,
            };
            if (raw is not null)
            {
                return (new JsonOutput(raw, Parse(raw, schema)), content.Count == 1 ? [] : [.. content.Take(i), .. content.Skip(i + 1)]);
            }
        }

        return (new JsonOutput(null, null), content);
    }

    /// <summary>The value when the text is JSON that fits the schema; otherwise null.</summary>
    public static JsonElement? Parse(string raw, JsonSchema schema) =>
        JsonElements.TryParse(raw, out var value) && schema.IsValid(value) ? value : null;

    private static bool HasToolCall(IReadOnlyList<ContentBlock> content)
    {
        for (var i = 0; i < content.Count; i++)
        {
            if (content[i] is ToolCallBlock)
            {
                return true;
            }
        }

        return false;
    }
}
