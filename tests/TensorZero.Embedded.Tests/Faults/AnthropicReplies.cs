using System.Text.Json;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>Good replies in the form of Anthropic's messages.</summary>
internal static class AnthropicReplies
{
    public static FaultReply Whole(string text) => FaultReply.Whole(200, "application/json", JsonSerializer.Serialize(new
    {
        id = "msg_1",
        type = "message",
        role = "assistant",
        model = "scripted",
        content = new[] { new { type = "text", text } },
        stop_reason = "end_turn",
        stop_sequence = (string?)null,
        usage = new { input_tokens = 11, output_tokens = 7 },
    }));

    /// <summary>
    /// Two events before the first content, one for each piece, and three after the last: the block's end, the finish reason,
    /// <c>message_stop</c>.
    /// </summary>
    public static FaultReply Stream(params IReadOnlyList<string> pieces) => FaultReply.EventStream(
    [
        Event("message_start", new
        {
            type = "message_start",
            message = new
            {
                id = "msg_1",
                type = "message",
                role = "assistant",
                model = "scripted",
                content = Array.Empty<object>(),
                stop_reason = (string?)null,
                stop_sequence = (string?)null,
                usage = new { input_tokens = 11, output_tokens = 1 },
            },
        }),
        Event("content_block_start", new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } }),
        .. pieces.Select(piece => Event("content_block_delta", new
        {
            type = "content_block_delta",
            index = 0,
            delta = new { type = "text_delta", text = piece },
        })),
        Event("content_block_stop", new { type = "content_block_stop", index = 0 }),
        Event("message_delta", new
        {
            type = "message_delta",
            delta = new { stop_reason = "end_turn", stop_sequence = (string?)null },
            usage = new { output_tokens = 7 },
        }),
        Event("message_stop", new { type = "message_stop" }),
    ]);

    private static string Event(string name, object data) => $"event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n";
}
