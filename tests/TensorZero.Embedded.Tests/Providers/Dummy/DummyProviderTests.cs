using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Dummy;

namespace TensorZero.Embedded.Tests.Providers.Dummy;

public class DummyProviderTests
{
    private const string MessagesJson =
        """
        "system":"Be nice","messages":[{"role":"user","content":[{"type":"text","text":"Hi there"}]}]
        """;

    private const string UsageJson =
        """
        "usage":{"prompt_tokens":10,"completion_tokens":10,"total_tokens":20}
        """;

    private static readonly string[] AnsweringModels =
    [
        "good", "alternate", "echo", "echo_request_messages", "empty", "json", "json_goodbye", "json_diff_schema", "json_cot",
        "json_beatles_1", "json_beatles_2", "tool", "tool_split_name", "bad_tool", "invalid_tool_arguments", "good_tool", "reasoner",
        "reasoner_with_signature", "json_reasoner", "best_of_n_0", "best_of_n_1", "best_of_n_big", "llm_judge::true", "null",
        "input_five_output_six",
    ];

    [TestCaseSource(nameof(AnsweringModels))]
    public async Task A_stream_brings_the_whole_answer_in_pieces(string modelName)
    {
        var whole = await new DummyProvider(modelName).InferAsync(Request("ab\U0001F9C0cdefghijklm"), Call(), CancellationToken.None);
        var call = Call();
        var chunks = await ReadAsync(new DummyProvider(modelName), call);

        var assembler = new ContentAssembler();
        foreach (var piece in chunks.SelectMany(chunk => chunk.Content))
        {
            assembler.Add(piece);
        }

        Assert.That(assembler.ToBlocks(), Is.EqualTo(whole.Content));
        Assert.That(chunks[^1].Usage, Is.EqualTo(whole.Usage));
        Assert.That(chunks[^1].FinishReason, Is.EqualTo(whole.FinishReason));
        Assert.That(call.RawUsage!.Value.GetProperty("prompt_tokens").GetInt64(), Is.EqualTo(whole.Usage.InputTokens));
        Assert.That(chunks.SkipLast(1).All(chunk => chunk is { Usage: null, FinishReason: null }));
    }

    [TestCaseSource(nameof(AnsweringModels))]
    public async Task The_same_request_is_answered_alike(string modelName)
    {
        var (first, second) = (Call(), Call());
        var provider = new DummyProvider(modelName);

        var answer = await provider.InferAsync(Request(), first, CancellationToken.None);
        var again = await provider.InferAsync(Request(), second, CancellationToken.None);

        Assert.That(again.Content, Is.EqualTo(answer.Content));
        Assert.That(second.RawRequest.ToArray(), Is.EqualTo(first.RawRequest.ToArray()));
        Assert.That(second.RawResponse.ToArray(), Is.EqualTo(first.RawResponse.ToArray()));
    }

    [TestCase("json", """{"answer":"Hello"}""")]
    [TestCase("llm_judge::zero", """{"score":0}""")]
    [TestCase("echo", "Hi there")]
    [TestCase("empty", "")]
    [TestCase("echo_request_messages", "{" + MessagesJson + "}")]
    public async Task The_models_name_says_what_is_answered(string modelName, string text)
    {
        var answer = await new DummyProvider(modelName).InferAsync(Request(), Call(), CancellationToken.None);

        Assert.That(answer.Content, Is.EqualTo(new ContentBlock[] { new TextBlock(text) }));
        Assert.That(answer.FinishReason, Is.EqualTo(FinishReason.Stop));
    }

    [TestCase("tool", "get_temperature", """{"location":"Brooklyn","units":"celsius"}""")]
    [TestCase("bad_tool", "get_temperature", """{"location":"Brooklyn","units":"Celsius"}""")]
    [TestCase("invalid_tool_arguments", "get_temperature", "Not valid 'JSON'")]
    [TestCase("good_tool", "output_schema_tool", """{"sentiment":"positive","confidence":0.95}""")]
    public async Task Tool_models_call_their_tool(string modelName, string tool, string arguments)
    {
        var answer = await new DummyProvider(modelName).InferAsync(Request(), Call(), CancellationToken.None);

        Assert.That(answer.Content, Is.EqualTo(new ContentBlock[] { new ToolCallBlock("0", tool, arguments) }));
        Assert.That(answer.FinishReason, Is.EqualTo(FinishReason.ToolCall));
    }

    [Test]
    public async Task Request_reply_and_usage_are_there_to_be_recorded()
    {
        var call = Call();
        await new DummyProvider("json").InferAsync(Request(), call, CancellationToken.None);

        Assert.That(
            Text(call.RawRequest),
            Is.EqualTo("""{"model":"json","stream":false,""" + MessagesJson + "}"));
        Assert.That(
            Text(call.RawResponse),
            Is.EqualTo(
                """{"model":"json","content":[{"type":"text","text":"{\"answer\":\"Hello\"}"}],"finish_reason":"stop","""
                + UsageJson + "}"));
        Assert.That(call.RawUsage!.Value.GetRawText(), Is.EqualTo("""{"prompt_tokens":10,"completion_tokens":10,"total_tokens":20}"""));
    }

    [Test]
    public async Task Changes_to_the_body_show_in_the_recorded_request()
    {
        var call = Call();
        var edit = ExtraBody.Set("/temperature", JsonElement.Parse("0.5"));
        var request = new ModelRequest { Messages = [InputMessage.User("Hi")], ExtraBody = [edit] };

        await new DummyProvider("good").InferAsync(request, call, CancellationToken.None);

        Assert.That(Text(call.RawRequest), Does.EndWith(",\"temperature\":0.5}"));
    }

    [Test]
    public async Task Every_event_of_a_stream_is_json_and_the_last_one_holds_the_usage()
    {
        var chunks = await ReadAsync(new DummyProvider("tool"), Call());

        var events = chunks.ConvertAll(chunk => JsonDocument.Parse(chunk.RawChunk).RootElement);
        Assert.That(events[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32(), Is.EqualTo(10));
        Assert.That(events[^1].GetProperty("finish_reason").GetString(), Is.EqualTo("tool_call"));
    }

    [Test]
    public async Task A_split_tool_name_comes_in_two_pieces()
    {
        var chunks = await ReadAsync(new DummyProvider("tool_split_name"), Call());

        var names = chunks.SelectMany(chunk => chunk.Content).OfType<ToolCallChunk>().Select(piece => piece.RawName).Take(3);
        Assert.That(names, Is.EqualTo(new[] { "get_temp", "erature", null }));
    }

    [TestCase("error")]
    [TestCase("error_with_raw_response")]
    [TestCase("llm_judge::error")]
    public void Failing_models_fail_with_a_status_and_a_raw_response(string modelName)
    {
        var call = Call();
        var error = Assert.ThrowsAsync<ProviderException>(
            async () => await new DummyProvider(modelName).InferAsync(Request(), call, CancellationToken.None));

        Assert.That(error, Has.Property("Failure").EqualTo(ProviderFailure.ErrorReply).And.Property("StatusCode").EqualTo(500));
        Assert.That(Text(call.RawResponse), Does.Contain(modelName));
        Assert.That(call.RawRequest.IsEmpty, Is.False);
    }

    [TestCase("good_key", null)]
    [TestCase("bad_key", ProviderFailure.ErrorReply)]
    [TestCase(null, ProviderFailure.Credential)]
    public async Task A_key_can_be_asked_for(string? key, ProviderFailure? failure)
    {
        var provider = new DummyProvider("test_key", Credential.Dynamic("KEY"));
        var call = new ProviderCall
        {
            ModelName = "my-model",
            ProviderName = "my-provider",
            Credentials = key is null ? new Dictionary<string, string>() : new() { ["KEY"] = key },
        };
        ProviderException? error = null;
        try
        {
            await provider.InferAsync(Request(), call, CancellationToken.None);
        }
        catch (ProviderException exception)
        {
            error = exception;
        }

        Assert.That(error?.Failure, Is.EqualTo(failure));
        Assert.That(error?.Message ?? "", Does.Not.Contain("bad_key"));
    }

    [Test]
    public async Task Flaky_models_fail_on_every_second_call()
    {
        var provider = new DummyProvider("flaky_model");
        var outcomes = new List<bool>();
        for (var i = 0; i < 4; i++)
        {
            try
            {
                await provider.InferAsync(Request(), Call(), CancellationToken.None);
                outcomes.Add(true);
            }
            catch (ProviderException)
            {
                outcomes.Add(false);
            }
        }

        Assert.That(outcomes, Is.EqualTo(new[] { true, false, true, false }));
    }

    [TestCase("err_in_stream", 3, ProviderFailure.ErrorReply)]
    [TestCase("fatal_stream_error", 2, ProviderFailure.TruncatedReply)]
    public async Task Streams_can_fail_in_the_middle(string modelName, int pieces, ProviderFailure failure)
    {
        var received = 0;
        ProviderException? error = null;
        try
        {
            await foreach (var _ in new DummyProvider(modelName).InferStreamingAsync(Request(), Call(), CancellationToken.None))
            {
                received++;
            }
        }
        catch (ProviderException exception)
        {
            error = exception;
        }

        Assert.That((received, error?.Failure), Is.EqualTo((pieces, failure)));
    }

    [Test]
    public async Task The_slow_model_waits_on_the_given_clock()
    {
        var clock = new ManualTime();
        var answer = new DummyProvider("slow", clock).InferAsync(Request(), Call(), CancellationToken.None).AsTask();

        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(answer.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That((await answer).Content, Is.Not.Empty);
    }

    [Test]
    public async Task The_second_piece_can_be_slow()
    {
        var clock = new ManualTime();
        await using var stream = new DummyProvider("slow_second_chunk", clock)
            .InferStreamingAsync(Request(), Call(), CancellationToken.None)
            .GetAsyncEnumerator();
        Assert.That(await stream.MoveNextAsync());
        var second = stream.MoveNextAsync().AsTask();

        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.That(second.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(await second);
    }

    [Test]
    public void Cancellation_ends_the_wait()
    {
        using var source = new CancellationTokenSource();
        var answer = new DummyProvider("slow", new ManualTime()).InferAsync(Request(), Call(), source.Token).AsTask();

        source.Cancel();

        Assert.That(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
    }

    private static ModelRequest Request(string text = "Hi there") =>
        new() { System = "Be nice", Messages = [InputMessage.User(text)] };

    private static ProviderCall Call() => new() { ModelName = "my-model", ProviderName = "my-provider" };

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private static async Task<List<ProviderChunk>> ReadAsync(DummyProvider provider, ProviderCall call)
    {
        var chunks = new List<ProviderChunk>();
        await foreach (var chunk in provider.InferStreamingAsync(Request("ab\U0001F9C0cdefghijklm"), call, CancellationToken.None))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }
}
