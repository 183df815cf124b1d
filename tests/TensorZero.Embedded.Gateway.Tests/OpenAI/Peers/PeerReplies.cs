using System.Text.Json;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Peers;

/// <summary>A provider that answers whatever it is asked in OpenAI's form: a tool's call, JSON, or text, whole or as a stream.</summary>
internal static class PeerReplies
{
    private const string Call = """{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Oslo\"}"}}""";

    public static Action<FaultScript> Provider => script => script.On("/chat/completions").Always(ReplyTo);

    private static FaultReply ReplyTo(FaultRequest request)
    {
        var body = JsonElement.Parse(request.Body);
        var streams = body.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        if (body.TryGetProperty("tools", out _) && !request.Body.Contains("\"role\":\"tool\"", StringComparison.Ordinal))
        {
            return streams ? StreamedCall() : WholeCall();
        }

        if (body.TryGetProperty("response_format", out _))
        {
            return OpenAIReplies.Whole("""{"city":"Oslo","degrees":7}""");
        }

        return streams ? OpenAIReplies.Stream("Hel", "lo") : OpenAIReplies.Whole("Hello");
    }

    private static FaultReply WholeCall() => FaultReply.Whole(200, "application/json",
        $$$"""
        {"id":"1","object":"chat.completion","created":1,"model":"x","choices":[{"index":0,"finish_reason":"tool_calls",
        "message":{"role":"assistant","content":null,"tool_calls":[{{{Call}}}]}}],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}
        """);

    private static FaultReply StreamedCall() => FaultReply.EventStream(
    [
        Event("""{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}]}""", "null"),
        Event("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}""", "null"),
        Event("""{"tool_calls":[{"index":0,"function":{"arguments":"\"Oslo\"}"}}]}""", "null"),
        Event("{}", "\"tool_calls\""),
        "data: [DONE]\n\n",
    ]);

    private static string Event(string delta, string finishReason) =>
        $"data: {{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"x\",\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finishReason}}}]}}\n\n";
}
