using System.Text.Json;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>Good replies in the form of OpenAI's chat completions.</summary>
internal static class OpenAIReplies
{
    public static FaultReply Whole(string text) => FaultReply.Whole(200, "application/json", JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_700_000_000,
        model = "scripted",
        choices = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = "stop" } },
        usage = new { prompt_tokens = 11, completion_tokens = 7, total_tokens = 18 },
    }));

    /// <summary>An event with the role only, one for each piece, one with the finish reason, one with the usage, <c>[DONE]</c>.</summary>
    public static FaultReply Stream(params IReadOnlyList<string> pieces) => FaultReply.EventStream(
    [
        Event(new { role = "assistant", content = "" }, null),
        .. pieces.Select(piece => Event(new { content = piece }, null)),
        Event(new { }, "stop"),
        Data(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1_700_000_000,
            model = "scripted",
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = 11, completion_tokens = 7, total_tokens = 18 },
        }),
        "data: [DONE]\n\n",
    ]);

    private static string Event(object delta, string? finishReason) => Data(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1_700_000_000,
        model = "scripted",
        choices = new[] { new { index = 0, delta, finish_reason = finishReason } },
    });

    private static string Data(object data) => $"data: {JsonSerializer.Serialize(data)}\n\n";
}
