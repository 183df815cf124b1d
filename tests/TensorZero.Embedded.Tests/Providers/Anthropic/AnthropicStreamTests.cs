using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Providers.Http;
using static TensorZero.Embedded.Tests.Providers.Anthropic.AnthropicExchange;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

public class AnthropicStreamTests
{
    [TestCaseSource(typeof(AnthropicStreamCases), nameof(AnthropicStreamCases.All))]
    public async Task A_stream_is_read_event_by_event(string stream, string expected)
    {
        foreach (var pieceSize in new[] { 1, 7, int.MaxValue })
        {
            var (chunks, error) = await StreamAsync(Handler(stream, pieceSize));

            Assert.That(error, Is.Null);
            Assert.That(chunks.Select(AnthropicStreamCases.Describe), Is.EqualTo(expected.ReplaceLineEndings("\n").Trim().Split('\n')));
        }
    }

    [TestCaseSource(typeof(AnthropicStreamCases), nameof(AnthropicStreamCases.All))]
    public async Task A_stream_cut_at_any_byte_is_whole_or_truncated(string stream, string _)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        var (whole, _) = await StreamAsync(Handler(stream));
        var terminal = Encoding.UTF8.GetByteCount(stream.TrimEnd()) + 2;
        for (var length = 0; length <= bytes.Length; length++)
        {
            foreach (var broken in new[] { false, true })
            {
                var body = new PiecewiseStream(bytes.AsMemory(0, length)) { Break = broken ? new IOException("reset") : null };
                var (chunks, error) = await StreamAsync(new VerbatimHttpHandler { ContentType = "text/event-stream", ReplyStream = body });

                if (length >= terminal)
                {
                    Assert.That(error, Is.Null, $"{length}");
                    Assert.That(chunks, Has.Count.EqualTo(whole.Count));
                }
                else
                {
                    Assert.That((error as ProviderException)?.Failure, Is.EqualTo(ProviderFailure.TruncatedReply), $"{length}: {error}");
                    Assert.That(chunks, Has.Count.LessThan(whole.Count));
                }

                Assert.That(
                    chunks.Select(AnthropicStreamCases.Describe),
                    Is.EqualTo(whole.Take(chunks.Count).Select(AnthropicStreamCases.Describe)));
            }
        }
    }

    [Test]
    public async Task Every_event_is_kept_as_it_came()
    {
        var (chunks, _) = await StreamAsync(Handler(AnthropicStreamCases.Everything));

        var data = AnthropicStreamCases.Everything.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal));
        Assert.That(chunks.Select(chunk => "data: " + Encoding.UTF8.GetString(chunk.RawChunk.Span)), Is.EqualTo(data));
    }

    [Test]
    public async Task The_usage_is_the_union_of_all_that_was_reported()
    {
        var call = Call();

        var (chunks, _) = await StreamAsync(Handler(AnthropicStreamCases.Everything), call: call);

        Assert.That(chunks.Last(chunk => chunk.Usage is not null).Usage, Is.EqualTo(new Usage(17, 9, 3, 4)));
        const string Union = """
            {"cache_creation_input_tokens":4,"cache_read_input_tokens":3,"service_tier":"standard","input_tokens":10,"output_tokens":9}
            """;
        Assert.That(call.RawUsage!.Value.GetRawText(), Is.EqualTo(Union));
    }

    [Test]
    public async Task The_pieces_put_together_can_be_sent_back()
    {
        var (chunks, _) = await StreamAsync(Handler(AnthropicStreamCases.Everything));
        var assembler = new ContentAssembler();
        foreach (var piece in chunks.SelectMany(chunk => chunk.Content))
        {
            assembler.Add(piece);
        }

        var sent = await SendBackAsync(assembler.ToBlocks());

        const string Expected = """
            [{"type":"thinking","thinking":"hmm","signature":"sig1sig2"},{"type":"redacted_thinking","data":"cmVk"},
             {"type":"text","text":"Käse 🧀"},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Köln"}},
             {"type":"tool_use","id":"toolu_2","name":"clock","input":{}},
             {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}},
             {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]}]
            """;
        Assert.That(JsonElement.DeepEquals(sent, JsonElement.Parse(Expected)), sent.GetRawText());
    }

    [TestCase(new[] { "\\\"a\\\"", ":1} " }, "{\"a\"|:1} ")]
    [TestCase(new[] { "", " \\n", "  \\\"a\\\"", " :1}" }, "{\"a\"| :1}")]
    [TestCase(new[] { " " }, "")]
    public async Task The_start_of_a_prefilled_answer_is_put_before_its_first_text(string[] texts, string expected)
    {
        var stream = AnthropicStreamCases.OfText(texts);

        var (chunks, error) = await StreamAsync(Handler(stream), AskForJson(JsonMode.On, stream: true));

        Assert.That(error, Is.Null);
        var pieces = chunks.SelectMany(chunk => chunk.Content).Cast<TextChunk>().Select(piece => piece.Text);
        Assert.That(string.Join('|', pieces), Is.EqualTo(expected));
    }

    [TestCase("overloaded_error", 529)]
    [TestCase("rate_limit_error", 429)]
    [TestCase("api_error", 500)]
    [TestCase("error_of_tomorrow", null)]
    public async Task An_error_event_is_an_error_reply(string type, int? status)
    {
        var data = $"{{\"type\":\"error\",\"error\":{{\"type\":\"{type}\",\"message\":\"Try later\"}}}}";

        var stream = $"{AnthropicStreamCases.Begin}event: error\ndata: {data}\n\n{AnthropicStreamCases.End}";

        var (chunks, error) = await StreamAsync(Handler(stream));

        ExpectLast(chunks, data);
        Assert.That(error, Is.InstanceOf<ProviderException>());
        Assert.That(((ProviderException)error!).Failure, Is.EqualTo(ProviderFailure.ErrorReply));
        Assert.That(((ProviderException)error).StatusCode, Is.EqualTo(status));
        Assert.That(error.Message, Does.EndWith($"{type}: Try later"));
    }

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"type":7}""")]
    [TestCase("""{"type":"message_start"}""")]
    [TestCase("""{"type":"message_start","message":[]}""")]
    [TestCase("""{"type":"message_delta"}""")]
    [TestCase("""{"type":"content_block_start","content_block":{"type":"text","text":""}}""")]
    [TestCase("""{"type":"content_block_start","index":"1","content_block":{"type":"text","text":""}}""")]
    [TestCase("""{"type":"content_block_start","index":1.5,"content_block":{"type":"text","text":""}}""")]
    [TestCase("""{"type":"content_block_start","index":1}""")]
    [TestCase("""{"type":"content_block_start","index":1,"content_block":"x"}""")]
    [TestCase("""{"type":"content_block_delta","delta":{"type":"text_delta","text":"x"}}""")]
    [TestCase("""{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"x"}}""")]
    [TestCase("""{"type":"content_block_delta","index":0}""")]
    [TestCase("""{"type":"content_block_delta","index":0,"delta":{}}""")]
    [TestCase("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta"}}""")]
    [TestCase("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ud83e"}}""")]
    [TestCase("""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}""")]
    [TestCase("""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":null}}""")]
    [TestCase("""{"type":"content_block_stop"}""")]
    [TestCase("""{"type":"ping"} x""")]
    public async Task An_event_that_is_not_as_promised_is_malformed(string data)
    {
        var (chunks, error) = await StreamAsync(Handler(AnthropicStreamCases.Begin + $"data: {data}\n\n" + AnthropicStreamCases.End));

        ExpectLast(chunks, data);
        Assert.That((error as ProviderException)?.Failure, Is.EqualTo(ProviderFailure.MalformedReply), $"{error}");
    }

    [Test]
    public async Task What_follows_the_terminal_event_is_not_read()
    {
        var body = new PiecewiseStream(Encoding.UTF8.GetBytes(AnthropicStreamCases.OfText("x"))) { Hangs = true };

        var (_, error) = await StreamAsync(new VerbatimHttpHandler { ContentType = "text/event-stream", ReplyStream = body });

        Assert.That(error, Is.Null);
    }

    /// <summary>The event that failed is handed out as it came, after the two before it, for the record.</summary>
    private static void ExpectLast(List<ProviderChunk> chunks, string data)
    {
        Assert.That(chunks, Has.Count.EqualTo(3));
        Assert.That(chunks[2].Content, Is.Empty);
        Assert.That(Encoding.UTF8.GetString(chunks[2].RawChunk.Span), Is.EqualTo(data));
    }

    private static VerbatimHttpHandler Handler(string stream, int pieceSize = int.MaxValue) => new()
    {
        Url = "https://api.anthropic.com/v1/messages",
        Headers = new() { ["x-api-key"] = Key, ["anthropic-version"] = "2023-06-01", ["Accept"] = "text/event-stream" },
        ContentType = "text/event-stream; charset=utf-8",
        ReplyStream = new PiecewiseStream(Encoding.UTF8.GetBytes(stream), pieceSize),
    };
}
