using System.Text;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

internal sealed class MessagesStreamTests
{
    [Test]
    public async Task Blocks_start_grow_and_stop_one_after_the_other()
    {
        var body = await StreamAsync(
            "greet",
            [
                [new ThoughtChunk("0", "") { ProviderType = "scripted" }, new ThoughtChunk("0", "H"), new ThoughtChunk("0", "m")],
                [new ThoughtChunk("0", null, "si"), new ThoughtChunk("0", null, "g"), new ThoughtChunk("1", null, "hidden")],
                [new TextChunk("2", ""), new TextChunk("2", "Hel"), new TextChunk("2", "lo")],
                [new ToolCallChunk("call_1", "search", ""), new ToolCallChunk("call_1", null, "{\"q\""), new ToolCallChunk("call_1", null, ":1}")],
                [new ToolCallChunk("call_2", "search", "{}"), new ToolCallChunk("call_1", null, " ")],
            ],
            new Usage(10, 5, 4, 3), FinishReason.Stop);

        Assert.That(body, Is.EqualTo(Events(
            """content_block_start {"index":0,"content_block":{"type":"thinking","thinking":"","signature":"","tensorzero::provider_type":"scripted"}}""",
            """content_block_delta {"index":0,"delta":{"type":"thinking_delta","thinking":"H"}}""",
            """content_block_delta {"index":0,"delta":{"type":"thinking_delta","thinking":"m"}}""",
            """content_block_delta {"index":0,"delta":{"type":"signature_delta","signature":"sig"}}""",
            """content_block_stop {"index":0}""",
            """content_block_start {"index":1,"content_block":{"type":"redacted_thinking","data":"hidden"}}""",
            """content_block_stop {"index":1}""",
            """content_block_start {"index":2,"content_block":{"type":"text","text":""}}""",
            """content_block_delta {"index":2,"delta":{"type":"text_delta","text":"Hel"}}""",
            """content_block_delta {"index":2,"delta":{"type":"text_delta","text":"lo"}}""",
            """content_block_stop {"index":2}""",
            """content_block_start {"index":3,"content_block":{"type":"tool_use","id":"call_1","name":"search","input":{}}}""",
            """content_block_delta {"index":3,"delta":{"type":"input_json_delta","partial_json":"{\"q\""}}""",
            """content_block_delta {"index":3,"delta":{"type":"input_json_delta","partial_json":":1}"}}""",
            """content_block_stop {"index":3}""",
            """content_block_start {"index":4,"content_block":{"type":"tool_use","id":"call_2","name":"search","input":{}}}""",
            """content_block_delta {"index":4,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
            """content_block_delta {"index":3,"delta":{"type":"input_json_delta","partial_json":" "}}""",
            """content_block_stop {"index":4}""",
            """message_delta {"delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":3,"output_tokens":5,"cache_read_input_tokens":4,"cache_creation_input_tokens":3}}""",
            "message_stop {}")));
    }

    [Test]
    public async Task A_json_function_streams_its_json_as_text()
    {
        var body = await StreamAsync("extract", [[new TextChunk("0", "{\"a\"")], [new TextChunk("0", ": 1}")]], new Usage(1, 2), FinishReason.Length);

        Assert.That(body, Is.EqualTo(Events(
            """content_block_start {"index":0,"content_block":{"type":"text","text":""}}""",
            """content_block_delta {"index":0,"delta":{"type":"text_delta","text":"{\"a\""}}""",
            """content_block_delta {"index":0,"delta":{"type":"text_delta","text":": 1}"}}""",
            """content_block_stop {"index":0}""",
            """message_delta {"delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"input_tokens":1,"output_tokens":2,"cache_read_input_tokens":null,"cache_creation_input_tokens":null}}""",
            "message_stop {}")));
    }

    [Test]
    public async Task Summaries_of_a_thought_are_told_apart()
    {
        var body = await StreamAsync(
            "greet",
            [
                [new ThoughtChunk("0", null) { SummaryId = "0", SummaryText = "First." }],
                [new ThoughtChunk("0", null) { SummaryId = "1", SummaryText = "Then." }],
            ],
            new Usage(1, 2), FinishReason.Stop);

        Assert.That(body, Does.Contain(""""thinking":"First."}}"""").And.Contain(""""thinking":"\n\nThen."}}""""));
    }

    [Test]
    public async Task A_stream_that_breaks_ends_with_an_error_and_no_end_of_the_message()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(MessagesWorld.Path, MessagesWorld.With("\"stream\": true"));
        var call = await world.Provider.NextCallAsync();
        call.Say("Hel");
        call.Fail(new IOException("The line is cut."));

        var events = (await asking).Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.That(events[^1], Does.StartWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"").And.Contain("\"request_id\":\""));
        Assert.That(events, Has.None.Contain("message_stop"));
    }

    [Test]
    public async Task A_stream_that_fails_before_its_first_content_is_an_ordinary_error()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(MessagesWorld.Path, MessagesWorld.With("\"stream\": true"));
        (await world.Provider.NextCallAsync()).Fail(new IOException("The line is cut."));

        var reply = await asking;

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((502, "application/json")));
        Assert.That(reply.Json.GetProperty("type").GetString(), Is.EqualTo("error"));
    }

    /// <summary>The stream after its first event, which is checked here.</summary>
    private static async Task<string> StreamAsync(string function, ContentChunk[][] pieces, Usage usage, FinishReason reason)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(MessagesWorld.Path, MessagesWorld.With("\"stream\": true").Replace("greet", function));
        var call = await world.Provider.NextCallAsync();
        foreach (var piece in pieces)
        {
            call.Say(piece);
        }

        call.Send(new ProviderChunk { Usage = usage, FinishReason = reason, RawChunk = "{}"u8.ToArray() });
        call.Chunks.Writer.Complete();

        var reply = await asking;
        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((200, "text/event-stream")));
        var end = reply.Body.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var recorded = await world.RowsAsync($"SELECT 1 FROM {(function == "extract" ? "json" : "chat")}_inference");
        Assert.That(recorded, Has.Count.EqualTo(1));
        Assert.That(reply.Body[..end], Does.StartWith("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"")
            .And.Contain($"\"type\":\"message\",\"role\":\"assistant\",\"model\":\"tensorzero::function_name::{function}::variant_name::plain\"")
            .And.EndWith("\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":0,\"output_tokens\":0,"
                + "\"cache_read_input_tokens\":null,\"cache_creation_input_tokens\":null}}}\n\n"));
        return reply.Body[end..];
    }

    /// <summary>Each line is an event's name and data; the data begins with the name again.</summary>
    private static string Events(params IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var (name, data) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 2)..]);
            text.Append($"event: {name}\ndata: {{\"type\":\"{name}\"{(data == "}" ? "" : ",")}{data}\n\n");
        }

        return text.ToString();
    }
}
