using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Providers.Http;
using static TensorZero.Embedded.Tests.Providers.Anthropic.AnthropicExchange;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

public class AnthropicReplyTests
{
    [Test]
    public async Task A_whole_reply_is_read()
    {
        const string Reply = """
            {
              "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-4-5",
              "content": [
                {"type": "thinking", "thinking": "hm", "signature": "sig"},
                {"type": "redacted_thinking", "data": "cmVk"},
                {"type": "text", "text": "Käse \ud83e\uddc0", "citations": null},
                {"input": {"city": "Köln", "n": [1, 2]}, "name": "weather", "id": "toolu_1", "type": "tool_use"},
                {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "x"}}
              ],
              "stop_reason": "tool_use", "stop_sequence": null,
              "usage": {"input_tokens": 10, "cache_creation_input_tokens": 4, "cache_read_input_tokens": 3, "output_tokens": 7,
                        "service_tier": "standard"}
            }
            """;
        var call = Call();

        var answer = await InferAsync(new VerbatimHttpHandler { Reply = Reply }, Ask(), call);

        Assert.That(
            answer.Content.Take(4),
            Is.EqualTo(
                new ContentBlock[]
                {
                    new ThoughtBlock("hm", "sig") { ProviderType = "anthropic" },
                    new ThoughtBlock(null, "cmVk") { ProviderType = "anthropic" },
                    new TextBlock("Käse 🧀"),
                    new ToolCallBlock("toolu_1", "weather", """{"city": "Köln", "n": [1, 2]}"""),
                }));
        var unknown = (UnknownBlock)answer.Content[4];
        Assert.That((unknown.ModelName, unknown.ProviderName), Is.EqualTo(("my-model", "my-provider")));
        Assert.That(unknown.Data.GetProperty("input").GetProperty("query").GetString(), Is.EqualTo("x"));
        Assert.That(answer.FinishReason, Is.EqualTo(FinishReason.ToolCall));
        Assert.That(answer.Usage, Is.EqualTo(new Usage(17, 7, 3, 4)));
        Assert.That(call.RawUsage!.Value.GetProperty("service_tier").GetString(), Is.EqualTo("standard"));
        Assert.That(Encoding.UTF8.GetString(call.RawResponse.Span), Is.EqualTo(Reply));
    }

    [TestCase("end_turn", FinishReason.Stop)]
    [TestCase("stop_sequence", FinishReason.StopSequence)]
    [TestCase("max_tokens", FinishReason.Length)]
    [TestCase("model_context_window_exceeded", FinishReason.Length)]
    [TestCase("tool_use", FinishReason.ToolCall)]
    [TestCase("refusal", FinishReason.ContentFilter)]
    [TestCase("pause_turn", FinishReason.Unknown)]
    [TestCase("something_new", FinishReason.Unknown)]
    [TestCase(null, null)]
    public async Task Stop_reasons_are_mapped(string? stopReason, FinishReason? expected)
    {
        var reply = $$"""{"content":[],"stop_reason":{{(stopReason is null ? "null" : $"\"{stopReason}\"")}},"usage":{} }""";

        Assert.That((await InferAsync(new VerbatimHttpHandler { Reply = reply }, Ask())).FinishReason, Is.EqualTo(expected));
    }

    [TestCase("""{"input_tokens":10,"output_tokens":7}""", 10L, 7L, null, null)]
    [TestCase("""{"input_tokens":10,"output_tokens":7,"cache_read_input_tokens":0,"cache_creation_input_tokens":0}""", 10L, 7L, 0L, 0L)]
    [TestCase("""{"cache_read_input_tokens":5,"cache_creation_input_tokens":null}""", 5L, null, 5L, null)]
    [TestCase("""{"input_tokens":"10","output_tokens":7.5}""", null, null, null, null)]
    [TestCase("{}", null, null, null, null)]
    [TestCase("null", null, null, null, null)]
    public async Task Cached_tokens_count_as_input(string usage, long? input, long? output, long? cacheRead, long? cacheWrite)
    {
        var answer = await InferAsync(new VerbatimHttpHandler { Reply = $$"""{"content":[],"usage":{{usage}} }""" }, Ask());

        Assert.That(answer.Usage, Is.EqualTo(new Usage(input, output, cacheRead, cacheWrite)));
    }

    [TestCase("""{"type":"text","text":"\"a\":1} "}""", "{\"a\":1}")]
    [TestCase("""{"type":"text","text":"\n \"a\":1}"}""", "{\"a\":1}")]
    [TestCase("""{"type":"text","text":""}""", "{")]
    public async Task The_start_of_a_prefilled_answer_is_put_back(string block, string text)
    {
        var handler = new VerbatimHttpHandler { Reply = $$"""{"content":[{{block}}],"usage":{} }""" };

        var answer = await InferAsync(handler, AskForJson(JsonMode.On));

        Assert.That(answer.Content, Is.EqualTo(new ContentBlock[] { new TextBlock(text) }));
    }

    [TestCase(JsonMode.Strict)]
    [TestCase(JsonMode.Off)]
    public async Task Nothing_is_put_before_an_answer_that_was_not_prefilled(JsonMode mode)
    {
        var handler = new VerbatimHttpHandler { Reply = """{"content":[{"type":"text","text":" {\"a\":1}"}],"usage":{} }""" };

        var answer = await InferAsync(handler, AskForJson(mode));

        Assert.That(answer.Content, Is.EqualTo(new ContentBlock[] { new TextBlock(" {\"a\":1}") }));
    }

    [TestCase("{}", "`content` is missing")]
    [TestCase("[]", "Found StartArray at byte 0 where StartObject was expected")]
    [TestCase("""{"content":null}""", "Found Null")]
    [TestCase("""{"content":"x"}""", "Found String")]
    [TestCase("""{"content":["x"]}""", "Found String")]
    [TestCase("""{"content":[{"text":"x"}]}""", "`type` is missing")]
    [TestCase("""{"content":[{"type":5}]}""", "`type` is missing")]
    [TestCase("""{"content":[{"type":"text"}]}""", "`text` is missing")]
    [TestCase("""{"content":[{"type":"text","text":7}]}""", "`text` is missing or of the wrong type")]
    [TestCase("""{"content":[{"type":"thinking","signature":"s"}]}""", "`thinking` is missing")]
    [TestCase("""{"content":[{"type":"redacted_thinking"}]}""", "`data` is missing")]
    [TestCase("""{"content":[{"type":"tool_use","name":"n","input":{}}]}""", "`id` is missing")]
    [TestCase("""{"content":[{"type":"tool_use","id":"i","input":{}}]}""", "`name` is missing")]
    [TestCase("""{"content":[{"type":"tool_use","id":"i","name":"n"}]}""", "`input` is missing")]
    [TestCase("""{"content":[{"type":"text","text":"secret \ud83e"}]}""", "surrogate")]
    [TestCase("""{"content":[]} x""", "invalid after a single JSON value")]
    [TestCase("""{"content":[{"type":"text","text":"secr""", "malformed reply")]
    [TestCase("<html>secret</html>", "an HTML page")]
    [TestCase("", "an empty reply")]
    public void A_reply_that_is_not_as_promised_is_malformed(string reply, string message)
    {
        var call = Call();
        var error = Assert.ThrowsAsync<ProviderException>(
            async () => await InferAsync(new VerbatimHttpHandler { Reply = reply }, Ask(), call));

        Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.MalformedReply));
        Assert.That(error.Message, Does.Contain(message).And.Not.Contain("secr"));
        Assert.That(Encoding.UTF8.GetString(call.RawResponse.Span), Is.EqualTo(reply));
    }

    [Test]
    public async Task A_reply_cut_at_any_byte_is_an_error()
    {
        var reply = Encoding.UTF8.GetBytes(
            """
            {"content":[{"type":"text","text":"Käse 🧀"},{"type":"tool_use","id":"i","name":"n","input":{"a":[1]}}],
             "usage":{"input_tokens":1}}
            """);
        for (var length = 0; length < reply.Length; length++)
        {
            var handler = new VerbatimHttpHandler { ReplyBytes = reply[..length] };
            Assert.That(
                async () => await InferAsync(handler, Ask()),
                Throws.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.MalformedReply),
                $"{length}");
        }

        Assert.That((await InferAsync(new VerbatimHttpHandler { ReplyBytes = reply }, Ask())).Content, Has.Count.EqualTo(2));
    }

    [Test]
    public void Invalid_utf8_is_malformed()
    {
        byte[] reply = [.. """{"content":[{"type":"text","text":" """u8, 0xC3, 0x28, .. "\"}]}"u8];

        Assert.That(
            async () => await InferAsync(new VerbatimHttpHandler { ReplyBytes = reply }, Ask()),
            Throws.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.MalformedReply));
    }

    [Test]
    public async Task No_error_is_no_error() =>
        Assert.That((await InferAsync(new VerbatimHttpHandler { Reply = """{"content":[],"error":null}""" }, Ask())).Content, Is.Empty);

    [Test]
    public void An_error_object_with_status_200_is_an_error_reply()
    {
        var handler = new VerbatimHttpHandler { Reply = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""" };
        var error = Assert.ThrowsAsync<ProviderException>(async () => await InferAsync(handler, Ask()));

        Assert.That(error, Has.Property("Failure").EqualTo(ProviderFailure.ErrorReply).And.Property("StatusCode").EqualTo(529));
        Assert.That(error!.Message, Does.EndWith("overloaded_error: Overloaded"));
    }

    [TestCase(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Field required"}}""", "Field required")]
    [TestCase(401, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""", "invalid x-api-key")]
    [TestCase(429, """{"type":"error","error":{"type":"rate_limit_error","message":"Too many"}}""", "Too many")]
    [TestCase(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "Overloaded")]
    [TestCase(502, "<html><body>secret</body></html>", "an HTML page")]
    public async Task An_error_status_is_an_error_reply_whole_and_streamed(int status, string reply, string message)
    {
        VerbatimHttpHandler Handler() => new() { Status = status, Reply = reply, ReplyHeaders = new() { ["retry-after"] = "7" } };
        var whole = Assert.ThrowsAsync<ProviderException>(async () => await InferAsync(Handler(), Ask()));
        var (chunks, streamed) = await StreamAsync(Handler());

        Assert.That(chunks, Is.Empty);
        foreach (var error in new[] { whole!, (ProviderException)streamed! })
        {
            Assert.That((error.Failure, error.StatusCode), Is.EqualTo((ProviderFailure.ErrorReply, status)));
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(error.Message, Does.Contain(message).And.Not.Contain(Key).And.Not.Contain("secret"));
        }
    }

    [Test]
    public async Task What_was_answered_can_be_sent_back()
    {
        const string Content = """
            [{"type":"thinking","thinking":"hm","signature":"sig"},{"type":"redacted_thinking","data":"cmVk"},{"type":"text","text":"Well"},
             {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Köln"}},
             {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}}]
            """;
        var answer = await InferAsync(new VerbatimHttpHandler { Reply = $$"""{"content":{{Content}},"usage":{} }""" }, Ask());

        var sent = await SendBackAsync(answer.Content);

        Assert.That(JsonElement.DeepEquals(sent, JsonElement.Parse(Content)), sent.GetRawText());
    }
}
