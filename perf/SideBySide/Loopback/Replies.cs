using System.Text;

namespace TensorZero.Embedded.SideBySide.Loopback;

/// <summary>The fixed replies: about 0.8 KB whole, and 50 events streamed.</summary>
internal static class Replies
{
    private const string Answer =
        "The parcel left our warehouse on Tuesday morning and was handed to the carrier the same evening. It is now at the sorting "
        + "centre nearest to you, where it was scanned twice since yesterday, and it should be with you within the next two working days. "
        + "Should it not arrive by then, please write to us again with the number of your order, and we will send you another one.";

    public static string Whole { get; } =
        $$$"""
        {"id":"chatcmpl-9f3a1c77e2b04d4f","object":"chat.completion","created":1760000000,"model":"loopback-1","choices":[{"index":0,"message":{"role":"assistant","content":"{{{Answer}}}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":182,"completion_tokens":71,"total_tokens":253,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}},"service_tier":"default","system_fingerprint":"fp_1"}
        """;

    /// <summary>How many events with text a stream has.</summary>
    public const int Events = 50;

    public static string Streamed { get; } = MakeStream();

    /// <summary>What comes after the last text.</summary>
    public static string End =>
        Event("""[{"index":0,"delta":{},"finish_reason":"stop"}]""", "null")
        + Event("[]", """{"prompt_tokens":182,"completion_tokens":71,"total_tokens":253}""")
        + "data: [DONE]\n\n";

    /// <summary>An event with a text that needs no escapes.</summary>
    public static string Piece(string text) => Event($$"""[{"index":0,"delta":{"content":"{{text}}"},"finish_reason":null}]""", "null");

    private static string MakeStream()
    {
        var stream = new StringBuilder();
        var words = Answer.Split(' ');
        for (var i = 0; i < Events; i++)
        {
            stream.Append(Piece(words[i % words.Length] + " "));
        }

        return stream.Append(End).ToString();
    }

    private static string Event(string choices, string usage) =>
        $$"""
        data: {"id":"chatcmpl-9f3a1c77e2b04d4f","object":"chat.completion.chunk","created":1760000000,"model":"loopback-1","choices":{{choices}},"usage":{{usage}}}


        """;
}
