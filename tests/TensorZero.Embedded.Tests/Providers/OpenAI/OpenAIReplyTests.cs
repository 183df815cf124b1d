using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>Whole replies, word for word.</summary>
public class OpenAIReplyTests
{
    private const string Usage = """
        {"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":7,"audio_tokens":0,"cache_write_tokens":3},
         "completion_tokens_details":{"reasoning_tokens":4}}
        """;

    private static IEnumerable<TestCaseData> Replies()
    {
        yield return Case(
            "OpenAI's own example",
            $$"""
            {"id":"chatcmpl-1","object":"chat.completion","created":1741569952,"model":"gpt-5.4","choices":[{"index":0,"message":{"role":"assistant",
             "content":"Hello! How can I assist you today? \u00e4 \ud83e\uddc0","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],
             "usage":{{Usage}},"service_tier":"default","system_fingerprint":"fp_1"}
            """,
            FinishReason.Stop,
            new Usage(19, 10, 7, 3),
            new TextBlock("Hello! How can I assist you today? ä 🧀"));
        yield return Case(
            "Tool calls",
            """
            {"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[
              {"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\n\"location\": \"Boston, MA\"\n}"}},
              {"id":"call_2","type":"function","function":{"name":"get_time","arguments":""}},
              {"id":"call_3","type":"custom","custom":{"name":"code","input":"print(1)"}},
              {"id":"call_4","type":"function","function":{"name":"object","arguments":{"a": 1}}}]},
              "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":82,"completion_tokens":17,"total_tokens":99}}
            """,
            FinishReason.ToolCall,
            new Usage(82, 17),
            new ToolCallBlock("call_1", "get_weather", "{\n\"location\": \"Boston, MA\"\n}"),
            new ToolCallBlock("call_2", "get_time", ""),
            new ToolCallBlock("call_3", "code", "print(1)"),
            new ToolCallBlock("call_4", "object", """{"a": 1}"""));
        yield return Case(
            "Open reasoning before text and calls",
            """
            {"choices":[{"message":{"tool_calls":[{"id":"1","function":{"name":"n","arguments":"{}"}}],"content":"text","reasoning_content":"Hm."},
             "finish_reason":"function_call"}]}
            """,
            FinishReason.ToolCall,
            TensorZero.Embedded.Usage.Unknown,
            new ThoughtBlock("Hm.") { ProviderType = "openai" },
            new TextBlock("text"),
            new ToolCallBlock("1", "n", "{}"));
        yield return Case(
            "Reasoning by its newer name, both sent",
            """{"choices":[{"message":{"content":"x","reasoning":"new","reasoning_content":"old"},"finish_reason":"length"}]}""",
            FinishReason.Length,
            TensorZero.Embedded.Usage.Unknown,
            new ThoughtBlock("new") { ProviderType = "openai" },
            new TextBlock("x"));
        yield return Case(
            "A refusal",
            """{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"content_filter"}]}""",
            FinishReason.ContentFilter,
            TensorZero.Embedded.Usage.Unknown,
            new TextBlock("I cannot."));
        yield return Case(
            "Texts in parts",
            """
            {"choices":[{"message":{"content":[{"type":"text","text":"a"},{"text":"b","type":"text","annotations":[{"x":{}}]},
             {"type":"refusal","refusal":"c"}]},"finish_reason":"eos"}]}
            """,
            FinishReason.Unknown,
            TensorZero.Embedded.Usage.Unknown,
            new TextBlock("a"),
            new TextBlock("b"),
            new TextBlock("c"));
        yield return Case(
            "Nothing at all",
            """{"error":null,"choices":[{"message":{"content":"","tool_calls":null},"finish_reason":null}],"usage":null}""",
            null,
            TensorZero.Embedded.Usage.Unknown);
        yield return Case(
            "Usage of unknown numbers",
            """
            {"usage":{"prompt_tokens":null,"completion_tokens":1.5,"prompt_tokens_details":null},
             "choices":[{"message":null,"finish_reason":""}]}
            """,
            null,
            TensorZero.Embedded.Usage.Unknown);
    }

    [TestCaseSource(nameof(Replies))]
    public async Task A_reply_is_read_word_for_word(string reply, FinishReason? finishReason, Usage usage, ContentBlock[] blocks)
    {
        var (response, _) = await ReadAsync(reply);

        Assert.Multiple(() =>
        {
            Assert.That(response.Content, Is.EqualTo(blocks));
            Assert.That(response.FinishReason, Is.EqualTo(finishReason));
            Assert.That(response.Usage, Is.EqualTo(usage));
        });
    }

    [Test]
    public async Task The_providers_own_usage_is_kept()
    {
        var (_, call) = await ReadAsync($$$"""{"choices":[{"message":{"content":"x"}}],"usage":{{{Usage}}}}""");

        Assert.That(call.RawUsage!.Value.GetRawText(), Is.EqualTo(Usage));
    }

    [Test]
    public async Task A_part_of_another_kind_is_kept_in_its_own_shape()
    {
        var (response, _) = await ReadAsync("""{"choices":[{"message":{"content":[{"type":"audio","id":"a"},{"text":"no type"}]}}]}""");

        Assert.Multiple(() =>
        {
            Assert.That(response.Content, Has.Count.EqualTo(2).And.All.InstanceOf<UnknownBlock>());
            var unknown = (UnknownBlock)response.Content[0];
            Assert.That(unknown.Data.GetRawText(), Is.EqualTo("""{"type":"audio","id":"a"}"""));
            Assert.That(unknown, Has.Property("ModelName").EqualTo("my-model").And.Property("ProviderName").EqualTo("my-provider"));
        });
    }

    [TestCase("""{"error":{"message":"Out of credit","code":402}}""", ProviderFailure.ErrorReply, "Out of credit")]
    [TestCase("""{"error":"plain"}""", ProviderFailure.ErrorReply, "plain")]
    [TestCase("""{"error":{"code":7},"choices":[]}""", ProviderFailure.ErrorReply, "does not say which")]
    [TestCase("{}", ProviderFailure.MalformedReply, "without a choice")]
    [TestCase("""{"choices":[]}""", ProviderFailure.MalformedReply, "without a choice")]
    [TestCase("""{"choices":null}""", ProviderFailure.MalformedReply, "without a choice")]
    [TestCase("""{"choices":[{"message":{}},{"message":{}}]}""", ProviderFailure.MalformedReply, "2 choices")]
    [TestCase("[]", ProviderFailure.MalformedReply, "StartObject was expected")]
    [TestCase("""{"choices":{}}""", ProviderFailure.MalformedReply, "StartArray was expected")]
    [TestCase("""{"choices":["x"]}""", ProviderFailure.MalformedReply, "StartObject was expected")]
    [TestCase("""{"choices":[{"message":"x"}]}""", ProviderFailure.MalformedReply, "StartObject was expected")]
    [TestCase("""{"choices":[{"message":{"content":5}}]}""", ProviderFailure.MalformedReply, "no chat completion")]
    [TestCase("""{"choices":[{"message":{"content":["x"]}}]}""", ProviderFailure.MalformedReply, "StartObject was expected")]
    [TestCase("""{"choices":[{"message":{"tool_calls":{}}}]}""", ProviderFailure.MalformedReply, "StartArray was expected")]
    [TestCase("""{"choices":[{"message":{"tool_calls":[{"function":{"name":"n"}}]}}]}""", ProviderFailure.MalformedReply, "no id or no name")]
    [TestCase("""{"choices":[{"message":{"tool_calls":[{"id":"1","function":null}]}}]}""", ProviderFailure.MalformedReply, "no id or no name")]
    [TestCase("""{"choices":[{"message":{},"finish_reason":1}]}""", ProviderFailure.MalformedReply, "no chat completion")]
    [TestCase("""{"choices":[{"message":{"content":"\ud800"}}]}""", ProviderFailure.MalformedReply, "no chat completion")]
    [TestCase("""{"choices":[{"message":{}}],"usage":[]}""", ProviderFailure.MalformedReply, "StartObject was expected")]
    [TestCase("""{"choices":[{"message":{}}]} trailing""", ProviderFailure.MalformedReply, "no chat completion")]
    public void What_is_no_chat_completion_is_refused(string reply, ProviderFailure failure, string message)
    {
        var error = Assert.ThrowsAsync<ProviderException>(() => ReadAsync(reply));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Failure, Is.EqualTo(failure));
            Assert.That(error.Message, Does.Contain(message));
        });
    }

    [Test]
    public void A_reply_cut_anywhere_is_malformed()
    {
        var whole = Encoding.UTF8.GetBytes((string)Replies().First().Arguments[0]!);
        for (var length = 0; length < whole.Length; length++)
        {
            var handler = new VerbatimHttpHandler { ReplyBytes = whole[..length] };

            var error = Assert.ThrowsAsync<ProviderException>(() => ReadAsync(handler), $"cut at {length}");

            Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.MalformedReply));
        }
    }

    [Test]
    public void Whatever_json_comes_is_an_answer_or_a_provider_exception()
    {
        var names = Gen.Elements(
            "choices", "message", "content", "tool_calls", "function", "name", "arguments", "id", "index", "finish_reason", "usage", "error",
            "prompt_tokens", "prompt_tokens_details", "reasoning", "type", "text");
        var value = Gen.Sized(size => Value(Math.Min(size, 6), names));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(value.ToArbitrary(), json =>
            {
                try
                {
                    ReadAsync(json).GetAwaiter().GetResult();
                }
                catch (ProviderException)
                {
                    // The one exception that is allowed.
                }
            }));
    }

    [Test]
    public async Task An_empty_answer_is_warned_about()
    {
        var logger = new CountingLogger();
        await OpenAIExchange.Provider(new VerbatimHttpHandler { Reply = """{"choices":[{"message":{"content":""}}]}""" }, logger: logger)
            .InferAsync(OpenAIExchange.Ask(InputMessage.User("Hi")), OpenAIExchange.Call(), CancellationToken.None);

        Assert.That(logger.Warnings, Has.Count.EqualTo(1));
    }

    private static Gen<string> Value(int size, Gen<string> names)
    {
        var leaf = Gen.Elements("null", "1", "-2.5", "\"\"", "\"text\"", "true", "[]", "{}", "\"stop\"");
        if (size == 0)
        {
            return leaf;
        }

        var below = Value(size - 1, names);
        var member = names.SelectMany(name => below.Select(inner => $"\"{name}\":{inner}"));
        return Gen.Frequency(
            (1, leaf),
            (4, member.ListOf(2).Select(members => $"{{{string.Join(',', members)}}}")),
            (2, below.ListOf(1).Select(items => $"[{string.Join(',', items)}]")));
    }

    private static TestCaseData Case(string name, string reply, FinishReason? finishReason, Usage usage, params ContentBlock[] blocks) =>
        new TestCaseData(reply, finishReason, usage, blocks).SetArgDisplayNames(name);

    private static Task<(ProviderResponse Response, ProviderCall Call)> ReadAsync(string reply) =>
        ReadAsync(new VerbatimHttpHandler { Reply = reply });

    private static async Task<(ProviderResponse Response, ProviderCall Call)> ReadAsync(VerbatimHttpHandler handler)
    {
        var call = OpenAIExchange.Call();
        var response = await OpenAIExchange.Provider(handler)
            .InferAsync(OpenAIExchange.Ask(InputMessage.User("Hi")), call, CancellationToken.None);
        return (response, call);
    }
}
