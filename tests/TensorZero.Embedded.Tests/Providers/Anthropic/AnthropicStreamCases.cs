using System.Globalization;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

/// <summary>Streams as they come over the wire, and a line for each chunk that they must become.</summary>
internal static class AnthropicStreamCases
{
    /// <summary>A stream up to its first block, a text.</summary>
    public const string Begin = """
        event: message_start
        data: {"type":"message_start","message":{"content":[],"usage":{"input_tokens":1,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}


        """;

    /// <summary>The rest of a stream with one text.</summary>
    public const string End = """
        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    /// <summary>Every kind of block and delta.</summary>
    public const string Everything = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-4-5","content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":4,"cache_read_input_tokens":3,"output_tokens":1,"service_tier":"standard"}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"m"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig1"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig2"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"cmVk"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Käse"}}

        event: content_block_delta
        data: {"delta":{"text":" \ud83e\uddc0","type":"text_delta"},"index":2,"type":"content_block_delta"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":""}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: content_block_start
        data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"city\": \"K"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"öln\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":3}

        event: content_block_start
        data: {"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"toolu_2","name":"clock","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":4,"delta":{"type":"input_json_delta","partial_json":""}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":4}

        event: content_block_start
        data: {"type":"content_block_start","index":5,"content_block":{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":5,"delta":{"type":"input_json_delta","partial_json":"{\"query\":"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":5,"delta":{"type":"input_json_delta","partial_json":"\"x\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":5}

        event: content_block_start
        data: {"type":"content_block_start","index":6,"content_block":{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":6}

        event: event_of_tomorrow
        data: {"type":"event_of_tomorrow","x":[1,{"y":2}]}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":10,"cache_creation_input_tokens":null,"output_tokens":9}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    public static IEnumerable<TestCaseData> All()
    {
        yield return new TestCaseData(
            OfText("Hi", " there"),
            """
            usage 1/1
            text 0 ''
            text 0 'Hi'
            text 0 ' there'
            -
            usage 1/2 Stop
            -
            """).SetArgDisplayNames("Text");
        yield return new TestCaseData(
            Everything,
            """
            usage 17/1
            thought 0 '' signature=-
            -
            thought 0 'hm' signature=-
            thought 0 'm' signature=-
            thought 0 - signature=sig1
            thought 0 - signature=sig2
            -
            thought 1 - signature=cmVk
            -
            text 2 ''
            text 2 'Käse'
            text 2 ' 🧀'
            text 2 ''
            -
            call toolu_1 weather ''
            call toolu_1 - ''
            call toolu_1 - '{"city": "K'
            call toolu_1 - 'öln"}'
            -
            call toolu_2 clock ''
            call toolu_2 - ''
            call toolu_2 - '{}'
            -
            -
            -
            unknown 5 {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}}
            unknown 6 {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]}
            -
            -
            usage 17/9 ToolCall
            -
            """).SetArgDisplayNames("Everything");
        yield return new TestCaseData(
            Events(
                """{"type":"message_start","message":{"content":[]}}""",
                """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n","input":{"whole":1}}}""",
                """{"type":"content_block_stop","index":0}""",
                """{"type":"content_block_start","index":1,"content_block":{"type":"mcp_tool_use","id":"m","input":{}}}""",
                """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"cut"}}""",
                """{"type":"content_block_stop","index":1}""",
                """{"type":"content_block_start","index":2,"content_block":{"type":"text","text":"a"}}""",
                """{"type":"content_block_delta","index":2,"delta":{"type":"citations_delta","citation":{"n":1}}}""",
                """{"type":"content_block_stop","index":2}""",
                """{"type":"message_delta","delta":{"stop_reason":null}}""",
                """{"type":"message_stop"}"""),
            """
            -
            call t n ''
            call t - '{"whole":1}'
            -
            -
            unknown 1 {"type":"mcp_tool_use","id":"m","input":"{\u0022cut"}
            text 2 'a'
            unknown 2 {"type":"citations_delta","citation":{"n":1}}
            -
            -
            -
            """).SetArgDisplayNames("Rare pieces");
    }

    public static string OfText(params string[] texts) => Begin + Events([.. texts.Select(TextDelta)]) + End;

    /// <summary>A line that says what the chunk holds.</summary>
    public static string Describe(ProviderChunk chunk)
    {
        var parts = chunk.Content.Select(Describe).ToList();
        if (chunk.Usage is { } usage)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"usage {usage.InputTokens}/{usage.OutputTokens}"));
        }

        if (chunk.FinishReason is { } reason)
        {
            parts.Add(reason.ToString());
        }

        return parts.Count == 0 ? "-" : string.Join(' ', parts);
    }

    private static string Describe(ContentChunk piece) => piece switch
    {
        TextChunk text => $"text {text.Id} '{text.Text}'",
        ThoughtChunk { ProviderType: "anthropic" } thought =>
            $"thought {thought.Id} {Quote(thought.Text)} signature={thought.Signature ?? "-"}",
        ToolCallChunk call => $"call {call.Id} {call.RawName ?? "-"} '{call.RawArguments}'",
        UnknownChunk { ModelName: "my-model", ProviderName: "my-provider" } unknown => $"unknown {unknown.Id} {unknown.Data.GetRawText()}",
        _ => $"not expected: {piece}",
    };

    private static string TextDelta(string text) =>
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"TEXT"}}"""
            .Replace("TEXT", text, StringComparison.Ordinal);

    private static string Quote(string? text) => text is null ? "-" : $"'{text}'";

    private static string Events(params string[] data) => string.Concat(data.Select(item => $"data: {item}\n\n"));
}
