using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Feedback;

/// <summary>Reads the content of a chat function's demonstration: a text, or a list of texts and tool calls.</summary>
internal static class DemonstrationBlocks
{
    /// <exception cref="InvalidFeedbackException">It is neither.</exception>
    public static IReadOnlyList<ContentBlock> Read(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => [new TextBlock(value.GetString()!)],
                JsonValueKind.Array => value.Items("content", ReadBlock),
                _ => throw Invalid("Demonstration must be a string or an array of content blocks"),
            };
        }
        catch (ContentJsonException error)
        {
            throw Invalid($"Invalid demonstration content block: {error.Message}");
        }
    }

    private static ContentBlock ReadBlock(JsonElement block) => block.RequiredString("type", "a content block") switch
    {
        "text" => new TextBlock(block.RequiredString("text", "a text block")),
        "tool_call" => new ToolCallBlock(
            block.RequiredString("id", "a tool_call block"),
            block.RequiredString("name", "a tool_call block"),
            block.Required("arguments", "a tool_call block").GetRawText()),
        var type => throw new ContentJsonException($"A demonstration holds `text` and `tool_call` blocks, not `{type}`."),
    };

    private static InvalidFeedbackException Invalid(string message) => new(FeedbackRequestError.InvalidDemonstration, message);
}
