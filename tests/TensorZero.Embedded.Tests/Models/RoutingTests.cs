using System.Collections.Concurrent;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models;

/// <summary>Provider fallback, then retries, then variant fallback: the requests that arrive, in order.</summary>
internal sealed class RoutingTests
{
    [TestCase("", "a", "v1", false)]
    [TestCase("a", "ab", "v1", false)]
    [TestCase("a b", "aba", "v1", false)]
    [TestCase("a b a", "abab", "v1", false)]
    [TestCase("a b a b", "ababc", "v2", false)]
    [TestCase("", "a", "v1", true)]
    [TestCase("a", "ab", "v1", true)]
    [TestCase("a b", "aba", "v1", true)]
    [TestCase("a b a", "abab", "v1", true)]
    [TestCase("a b a b", "ababc", "v2", true)]
    public async Task Providers_come_first_then_retries_then_variants(string failing, string order, string variant, bool streamed)
    {
        await using var server = StartServer(failing.Split(' ', StringSplitOptions.RemoveEmptyEntries), streamed);
        await using var world = EngineWorld.Start(Configuration(server.Url), options => options.TimeProvider = new HurriedTime());

        var response = await world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"));

        Assert.That(OrderOf(server), Is.EqualTo(order));
        Assert.That((response.VariantName, response.Text), Is.EqualTo((variant, $"from {order[^1]}")));
        Assert.That(await world.RowsAsync("SELECT variant_name FROM chat_inference"), Is.EqualTo([variant]));
        Assert.That(await world.RowsAsync("SELECT model_provider_name, input_tokens FROM model_inference"), Is.EqualTo([$"{order[^1]}|11"]));
        Assert.That(
            await world.RowsAsync("SELECT model_provider_name || failure || status_code FROM failed_call ORDER BY id"),
            Is.EqualTo(order[..^1].Select(provider => $"{provider}error_reply500")));
    }

    [Test]
    public async Task When_everybody_fails_every_attempt_is_told_and_recorded([Values] bool streamed)
    {
        await using var server = StartServer(["a", "b", "a", "b", "c"], streamed);
        await using var world = EngineWorld.Start(Configuration(server.Url), options => options.TimeProvider = new HurriedTime());

        var failure = world.Client.FailsAsync(streamed, InferenceRequest.ToFunction("f", "Hi"));

        Assert.That(OrderOf(server), Is.EqualTo("ababc"));
        Assert.That(
            failure.Attempts.Select(attempt => (attempt.VariantName, attempt.ModelName, attempt.ProviderName, attempt.StatusCode)),
            Is.EqualTo(new[]
            {
                ("v1", "m1", "a", (int?)500), ("v1", "m1", "b", 500), ("v1", "m1", "a", 500), ("v1", "m1", "b", 500), ("v2", "m2", "c", 500),
            }));
        Assert.That(failure.Message, Does.Contain("\"v1\"").And.Contain("\"v2\"").And.Contain("The server had an error."));
        Assert.That(
            await world.RowsAsync("SELECT hex(id), status, variant_name, output, error FROM failed_inference"),
            Is.EqualTo([$"{Convert.ToHexString(failure.InferenceId.ToByteArray(bigEndian: true))}|failed|null|[]|{failure.Message}"]));
        Assert.That(await world.RowsAsync("SELECT count(*), count(DISTINCT id) FROM failed_call"), Is.EqualTo(["5|5"]));
        Assert.That(await world.RowsAsync("SELECT * FROM model_inference"), Is.Empty);
    }

    [Test]
    public async Task A_pinned_variant_has_no_fallback([Values] bool streamed)
    {
        await using var server = StartServer(["a", "b", "a", "b"], streamed);
        await using var world = EngineWorld.Start(Configuration(server.Url), options => options.TimeProvider = new HurriedTime());

        var failure = world.Client.FailsAsync(
            streamed, new InferenceRequest { FunctionName = "f", VariantName = "v1", Input = new() { Messages = [InputMessage.User("Hi")] } });

        Assert.That(OrderOf(server), Is.EqualTo("abab"));
        Assert.That(failure.Attempts.Select(attempt => attempt.VariantName), Is.All.EqualTo("v1"));
        Assert.That(
            await world.RowsAsync("SELECT key, value FROM inference_tag"), Is.EqualTo(["tensorzero::variant_pinned|v1"]));
    }

    [Test]
    public async Task The_raw_replies_of_failed_calls_come_along_when_asked_for([Values] bool streamed)
    {
        await using var server = StartServer(["a"], streamed);
        await using var world = EngineWorld.Start(Configuration(server.Url), options => options.TimeProvider = new HurriedTime());

        var response = await world.Client.AskAsync(streamed, new InferenceRequest
        {
            FunctionName = "f",
            Input = new() { Messages = [InputMessage.User("Hi")] },
            IncludeRawResponse = true,
            IncludeRawUsage = true,
        });

        Assert.That(response.RawResponse.Select(raw => raw.ModelInferenceId is null), Is.EqualTo([true, false]));
        Assert.That(response.RawResponse[0].Data, Does.Contain("The server had an error."));
        Assert.That(response.RawResponse[1].Data, Does.Contain("from "));
        Assert.That(response.RawUsage.Single().Data!.Value.GetProperty("prompt_tokens").GetInt32(), Is.EqualTo(11));
        Assert.That(response.RawUsage.Single().ModelInferenceId, Is.EqualTo(response.RawResponse[1].ModelInferenceId));
    }

    [Test]
    public async Task A_provider_that_cannot_be_reached_is_passed_over_and_has_no_raw_reply([Values] bool streamed)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(Reply("b", streamed)));
        var configuration = Configuration(server.Url).Replace($"{server.Url}a", $"{FaultServer.RefusingUrl()}a", StringComparison.Ordinal);
        await using var world = EngineWorld.Start(configuration);

        var response = await world.Client.AskAsync(streamed, new InferenceRequest
        {
            FunctionName = "f",
            Input = new() { Messages = [InputMessage.User("Hi")] },
            IncludeRawResponse = true,
        });

        Assert.That(response.Text, Is.EqualTo("from b"));
        Assert.That(response.RawResponse, Has.Count.EqualTo(1));
        Assert.That(
            await world.RowsAsync("SELECT failure, status_code, raw_request IS NULL, raw_response FROM failed_call"),
            Is.EqualTo(["connection|null|0|null"]));
    }

    private static FaultServer StartServer(IEnumerable<string> failing, bool streamed)
    {
        var left = new ConcurrentQueue<string>(failing);
        return FaultServer.Start(script => script.OnAny().Always(request =>
        {
            var provider = request.Path[1..2];
            return left.TryPeek(out var next) && next == provider && left.TryDequeue(out _)
                ? FaultReplies.ServerError()
                : Reply(provider, streamed);
        }));
    }

    private static FaultReply Reply(string provider, bool streamed) =>
        streamed ? OpenAIReplies.Stream("from ", provider) : OpenAIReplies.Whole($"from {provider}");

    private static string OrderOf(FaultServer server) => string.Concat(server.Requests.Select(request => request.Path[1]));

    private static string Configuration(Uri url) =>
        $"""
        [models.m1]
        routing = ["a", "b"]

        [models.m1.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "{url}a"
        api_key_location = "none"

        [models.m1.providers.b]
        type = "openai"
        model_name = "x"
        api_base = "{url}b"
        api_key_location = "none"

        [models.m2]
        routing = ["c"]

        [models.m2.providers.c]
        type = "openai"
        model_name = "x"
        api_base = "{url}c"
        api_key_location = "none"

        [functions.f]
        type = "chat"

        [functions.f.variants.v1]
        type = "chat_completion"
        model = "m1"
        retries = {"{"} num_retries = 1 {"}"}

        [functions.f.variants.v2]
        type = "chat_completion"
        model = "m2"

        [functions.f.experimentation]
        type = "static"
        candidate_variants = ["v1"]
        fallback_variants = ["v2"]
        """;
}
