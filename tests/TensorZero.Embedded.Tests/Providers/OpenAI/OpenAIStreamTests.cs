using System.Text;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>Streams, word for word, whole and cut.</summary>
public class OpenAIStreamTests
{
    private const string Text = """
        data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}

        data: {"id":"c","choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}],"usage":null}

        : keep-alive

        data: {"id":"c","choices":[{"index":0,"delta":{"content":"lo ä🧀"},"finish_reason":null}],"usage":null}

        data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

        data: {"id":"c","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":7}}}

        data: [DONE]


        """;

    private const string Tools = """
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}]},"finish_reason":null}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\":"}}]},"finish_reason":null}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}},{"index":1,"id":"call_2","type":"function","function":{"name":"get_time","arguments":"{"}}]},"finish_reason":null}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"}"}}]},"finish_reason":null}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}

        data: [DONE]


        """;

    private const string Thoughts = """
        data: {"choices":[{"delta":{"reasoning_content":"Hm"}}]}

        data: {"choices":[{"delta":{"reasoning":"m.","reasoning_content":null}}]}

        data: {"choices":[{"delta":{"content":[{"type":"text","text":"4"},{"type":"text","text":"2"}]}}]}

        data: {"choices":[{"delta":{"refusal":"No."},"finish_reason":"length"}],"usage":{"prompt_tokens":3}}

        data: [DONE]


        """;

    // Repeated ids and names (one family of servers), no index (another), a new id under an old index (a third).
    private const string SloppyTools = """
        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"n","arguments":"1"}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"n","arguments":"2"}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"b","function":{"name":"m","arguments":"3"}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"","function":{"name":"","arguments":"4"}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"id":"c","function":{"name":"o","arguments":"5"}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"6"}}]},"finish_reason":"tool_calls"}]}

        data: [DONE]


        """;

    private static IEnumerable<TestCaseData> Streams()
    {
        yield return Case("Text", Text, "-", "text 0 Hel", "text 0 lo ä🧀", "- Stop", "- 19+10(7)");
        yield return Case(
            "Tools",
            Tools,
            "call call_1 get_weather ''",
            "call call_1 - '{\"a\":'",
            "call call_1 - '1}' | call call_2 get_time '{'",
            "call call_2 - '}'",
            "- ToolCall 1+2()");
        yield return Case("Thoughts", Thoughts, "thought 1 Hm", "thought 1 m.", "text 0 4 | text 0 2", "text 0 No. Length 3+()");
        yield return Case(
            "Sloppy tools", SloppyTools, "call a n '1'", "call a - '2'", "call b m '3'", "call b - '4'", "call c o '5'", "call c - '6' ToolCall");
    }

    [TestCaseSource(nameof(Streams))]
    public async Task A_stream_is_read_word_for_word(string stream, string[] expected)
    {
        foreach (var text in new[] { stream, stream.ReplaceLineEndings("\r\n") })
        {
            foreach (var pieceSize in new[] { 1, 13, int.MaxValue })
            {
                var (chunks, error) = await OpenAIExchange.StreamAsync(Handler(Encoding.UTF8.GetBytes(text), pieceSize));

                Assert.That(error, Is.Null);
                Assert.That(chunks.Select(Describe), Is.EqualTo(expected));
            }
        }
    }

    [TestCaseSource(nameof(Streams))]
    public async Task A_stream_cut_anywhere_is_truncated_or_has_all_its_content(string stream, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        var finished = Array.FindIndex(expected, line => Enum.GetNames<FinishReason>().Any(reason => line.Contains($" {reason}")));
        for (var length = 0; length < bytes.Length; length++)
        {
            var (chunks, error) = await OpenAIExchange.StreamAsync(Handler(bytes[..length]));

            Assert.That(chunks.Select(Describe), Is.EqualTo(expected.Take(chunks.Count)), $"cut at {length}");
            if (error is null)
            {
                // The one cut that is no failure: between two events, after the finish reason.
                Assert.That(chunks, Has.Count.GreaterThan(finished), $"cut at {length}");
                Assert.That(bytes[..length], Has.Length.GreaterThan(1).And.Matches<byte[]>(cut => cut.AsSpan().EndsWith("\n\n"u8)), $"cut at {length}");
            }
            else
            {
                Assert.That(
                    error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.TruncatedReply), $"cut at {length}");
            }
        }
    }

    [TestCaseSource(nameof(Streams))]
    public async Task A_connection_that_breaks_anywhere_before_the_terminal_event_is_truncated(string stream, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        var terminal = Encoding.UTF8.GetByteCount(stream[..(stream.IndexOf("[DONE]", StringComparison.Ordinal) + "[DONE]\n\n".Length)]);
        for (var length = 0; length < terminal; length++)
        {
            var (chunks, error) = await OpenAIExchange.StreamAsync(Handler(bytes[..length], breaks: true));

            Assert.That(chunks.Select(Describe), Is.EqualTo(expected.Take(chunks.Count)), $"cut at {length}");
            Assert.That(
                error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.TruncatedReply), $"cut at {length}");
        }

        var (all, none) = await OpenAIExchange.StreamAsync(Handler(bytes[..terminal], breaks: true));
        Assert.Multiple(() =>
        {
            Assert.That(none, Is.Null, "nothing after the terminal event matters");
            Assert.That(all, Has.Count.EqualTo(expected.Length));
        });
    }

    [TestCase("""{"error":{"message":"overloaded"}}""", ProviderFailure.ErrorReply, "overloaded")]
    [TestCase("""{"error":"overloaded","choices":[]}""", ProviderFailure.ErrorReply, "overloaded")]
    [TestCase("""{"choices":[{"delta":{}},{"delta":{}}]}""", ProviderFailure.MalformedReply, "2 choices")]
    [TestCase("""{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1"}}]}}]}""", ProviderFailure.MalformedReply, "id it never told")]
    [TestCase("""{"choices":""", ProviderFailure.MalformedReply, "no chat completion")]
    [TestCase("<html>", ProviderFailure.MalformedReply, "no chat completion")]
    [TestCase("[DONE", ProviderFailure.MalformedReply, "no chat completion")]
    public async Task A_bad_event_ends_the_stream_after_what_came(string data, ProviderFailure failure, string message)
    {
        var stream = $"data: {{\"choices\":[{{\"delta\":{{\"content\":\"x\"}}}}]}}\n\ndata: {data}\n\ndata: [DONE]\n\n";
        var (chunks, error) = await OpenAIExchange.StreamAsync(Handler(Encoding.UTF8.GetBytes(stream)));

        Assert.Multiple(() =>
        {
            Assert.That(chunks, Has.Count.EqualTo(1));
            Assert.That(error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(failure));
            Assert.That(error!.Message, Does.Contain(message));
        });
    }

    [Test]
    public async Task The_providers_own_usage_and_events_are_kept()
    {
        var call = OpenAIExchange.Call();
        var (chunks, _) = await OpenAIExchange.StreamAsync(Handler(Encoding.UTF8.GetBytes(Text)), call);

        Assert.Multiple(() =>
        {
            Assert.That(call.RawUsage!.Value.GetProperty("total_tokens").GetInt32(), Is.EqualTo(29));
            Assert.That(Encoding.UTF8.GetString(chunks[1].RawChunk.Span), Does.StartWith("{\"id\":\"c\"").And.Contain("\"Hel\""));
            Assert.That(call.RawResponse.IsEmpty);
        });
    }

    [Test]
    public async Task A_whole_stream_ends_at_its_terminal_event_and_leaves_the_connection_open_for_reuse()
    {
        var body = new PiecewiseStream(Encoding.UTF8.GetBytes(Text)) { Hangs = true };

        var (chunks, error) = await OpenAIExchange.StreamAsync(new VerbatimHttpHandler { ContentType = "text/event-stream", ReplyStream = body });

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Null);
            Assert.That(chunks, Has.Count.EqualTo(5));
            Assert.That(body.IsDisposed, Is.False, "the rest is being read in the background");
        });
    }

    [Test]
    public async Task An_error_page_in_place_of_a_stream_is_an_error_reply()
    {
        var call = OpenAIExchange.Call();
        var (chunks, error) = await OpenAIExchange.StreamAsync(
            new VerbatimHttpHandler { Status = 429, Reply = """{"error":{"message":"slow down"}}""", ReplyHeaders = new() { ["Retry-After"] = "3" } }, call);

        Assert.Multiple(() =>
        {
            Assert.That(chunks, Is.Empty);
            Assert.That(error, Is.InstanceOf<ProviderException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(call.RawResponse.IsEmpty, Is.False);
        });
    }

    private static string Describe(ProviderChunk chunk)
    {
        var content = string.Join(" | ", chunk.Content.Select(piece => piece switch
        {
            TextChunk text => $"text {text.Id} {text.Text}",
            ThoughtChunk { ProviderType: "openai" } thought => $"thought {thought.Id} {thought.Text}",
            ToolCallChunk call => $"call {call.Id} {call.RawName ?? "-"} '{call.RawArguments}'",
            _ => piece.ToString(),
        }));
        var usage = chunk.Usage is { } tokens ? $" {tokens.InputTokens}+{tokens.OutputTokens}({tokens.ProviderCacheReadInputTokens})" : "";
        return $"{(content.Length == 0 ? "-" : content)}{(chunk.FinishReason is { } reason ? $" {reason}" : "")}{usage}";
    }

    private static TestCaseData Case(string name, string stream, params string[] expected) =>
        new TestCaseData(stream, expected).SetArgDisplayNames(name);

    private static VerbatimHttpHandler Handler(byte[] bytes, int pieceSize = int.MaxValue, bool breaks = false) => new()
    {
        ContentType = "text/event-stream",
        ReplyStream = new PiecewiseStream(bytes, pieceSize) { Break = breaks ? new IOException("reset") : null },
    };
}
