using System.Text;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Whatever a provider does wrong is a typed failure, on record with what was asked and what came.</summary>
internal sealed class BadReplyTests
{
    private const string Prompt = "a secret recipe for plum jam";

    private static IEnumerable<TestCaseData> Replies()
    {
        foreach (var streamed in new[] { false, true })
        {
            var good = streamed ? OpenAIReplies.Stream("Hel", "lo") : OpenAIReplies.Whole("Hello");
            yield return Case("malformed JSON", FaultReplies.MalformedJson(), ProviderFailure.MalformedReply, streamed, status: streamed ? 200 : null);
            yield return Case("no JSON at all", FaultReply.Whole(200, "application/json", "Hello"), ProviderFailure.MalformedReply, streamed, status: streamed ? 200 : null);
            yield return Case("an empty body", FaultReply.Whole(200, "application/json", ""), ProviderFailure.MalformedReply, streamed, status: streamed ? 200 : null);
            yield return Case("another JSON", FaultReply.Whole(200, "application/json", "[1]"), ProviderFailure.MalformedReply, streamed, status: streamed ? 200 : null);
            yield return Case("an HTML page", FaultReplies.HtmlErrorPage(), ProviderFailure.ErrorReply, streamed, 502);
            yield return Case("an HTML page that claims success", FaultReplies.HtmlErrorPage(200), ProviderFailure.MalformedReply, streamed, status: streamed ? 200 : null);
            yield return Case("401", FaultReplies.Unauthorized(), ProviderFailure.ErrorReply, streamed, 401);
            yield return Case("429", FaultReplies.TooManyRequests(1), ProviderFailure.ErrorReply, streamed, 429);
            yield return Case("500", FaultReplies.ServerError(), ProviderFailure.ErrorReply, streamed, 500);
            yield return Case("a redirect", FaultReply.Whole(302, "text/plain", "", "Location: http://127.0.0.1:1/"), ProviderFailure.ErrorReply, streamed, 302);
            yield return Case("a reset at once", FaultReply.ResetAtOnce(), ProviderFailure.Connection, streamed);
            yield return Case("a reset in the body", good.CutAfterBytes(20, FaultEnding.Reset), ProviderFailure.TruncatedReply, streamed);
            yield return Case("an end in the body", good.CutAfterBytes(20, FaultEnding.Close), ProviderFailure.TruncatedReply, streamed);
            yield return Case("too much", FaultReplies.Oversized(200_000), ProviderFailure.OversizedReply, streamed);
            yield return Case("invalid UTF-8", FaultReplies.InvalidUtf8(), ProviderFailure.MalformedReply, streamed, status: streamed ? 200 : null);
        }

        yield return Case("an end before the first event", OpenAIReplies.Stream("a").CutAfter(0, FaultEnding.Close), ProviderFailure.TruncatedReply, true);
        yield return Case("no event at all", FaultReply.EventStream([]), ProviderFailure.TruncatedReply, true);
        yield return Case("a broken event", FaultReply.EventStream(["data: {\"choices\": [\n\n"]), ProviderFailure.MalformedReply, true);
        yield return Case("invalid UTF-8 in an event", Events([.. "data: {\"id\":\""u8, 0xFF, .. "\"}\n\n"u8]), ProviderFailure.MalformedReply, true);
        yield return Case("an error event", FaultReply.EventStream(["data: {\"error\":{\"message\":\"overloaded\"}}\n\n"]), ProviderFailure.ErrorReply, true);
        yield return Case("an endless line", Events(Encoding.UTF8.GetBytes("data: \"" + new string('a', 200_000))), ProviderFailure.OversizedReply, true);

        static TestCaseData Case(string name, FaultReply reply, ProviderFailure failure, bool streamed, int? status = null) =>
            new TestCaseData(reply, failure, streamed, status).SetArgDisplayNames(name, streamed ? "streamed" : "whole");

        static FaultReply Events(byte[] bytes) => FaultReply.Chunked(200, "text/event-stream", [bytes]);
    }

    [TestCaseSource(nameof(Replies))]
    public async Task A_bad_reply_is_a_typed_failure_on_record(FaultReply reply, ProviderFailure expected, bool streamed, int? status)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(reply));
        await using var world = EngineWorld.Start(OpenAIModel.Toml(server.Url) + "[embedded]\nmax_provider_response_bytes = 20000");

        var failure = world.Client.FailsAsync(streamed, InferenceRequest.ToModel("m", Prompt));

        await AssertOnRecordAsync(world, failure, expected, status);
    }

    [TestCaseSource(nameof(Replies))]
    public async Task After_a_bad_reply_the_next_provider_is_asked(FaultReply reply, ProviderFailure expected, bool streamed, int? status)
    {
        await using var server = FaultServer.Start(script =>
        {
            script.On("/a/chat/completions").Then(reply);
            script.On("/b/chat/completions").Then(streamed ? OpenAIReplies.Stream("Hel", "lo") : OpenAIReplies.Whole("Hello"));
        });
        await using var world = EngineWorld.Start(
            OpenAIModel.Toml(new Uri(server.Url, "a")).Replace("[\"a\"]", "[\"a\", \"b\"]", StringComparison.Ordinal)
            + $"""
            [models.m.providers.b]
            type = "openai"
            model_name = "x"
            api_base = "{server.Url}b"
            api_key_location = "none"

            [embedded]
            max_provider_response_bytes = 20000
            """);

        var response = await world.Client.AskAsync(streamed, InferenceRequest.ToModel("m", Prompt));

        Assert.That(response.Text, Is.EqualTo("Hello"));
        Assert.That(response.Usage.InputTokens, Is.EqualTo(11), "The failed call costs nothing that is known of.");
        Assert.That(
            await world.RowsAsync("SELECT model_provider_name, failure, status_code FROM failed_call"),
            Is.EqualTo([$"a|{WordOf(expected)}|{status?.ToString() ?? "null"}"]));
        Assert.That(await world.RowsAsync("SELECT model_provider_name FROM model_inference"), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task A_refused_connection_is_a_typed_failure_on_record([Values] bool streamed)
    {
        await using var world = EngineWorld.Start(OpenAIModel.Toml(FaultServer.RefusingUrl()));

        var failure = world.Client.FailsAsync(streamed, InferenceRequest.ToModel("m", Prompt));

        await AssertOnRecordAsync(world, failure, ProviderFailure.Connection, null);
    }

    [Test]
    public async Task A_server_that_never_answers_is_a_timeout_on_record([Values] bool streamed)
    {
        var time = new ManualTime();
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReply.Silence()));
        await using var world = EngineWorld.Start(
            OpenAIModel.Toml(
                server.Url, "api_key_location = \"none\"\ntimeouts = { non_streaming.total_ms = 500, streaming.ttft_ms = 500 }"),
            options => options.TimeProvider = time);
        var asking = world.Client.AskAsync(streamed, InferenceRequest.ToModel("m", Prompt));
        var request = await server.NextRequestAsync();

        time.Advance(TimeSpan.FromMilliseconds(500));

        var failure = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
        Assert.That(await request.Ended, Is.EqualTo(FaultRequestEnd.ClientLeft));
        Assert.That(failure.IsTimeout, Is.True);
        await AssertOnRecordAsync(world, failure, ProviderFailure.Timeout, null);
    }

    [TestCase("a reset", ProviderFailure.TruncatedReply)]
    [TestCase("an end", ProviderFailure.TruncatedReply)]
    [TestCase("a broken event", ProviderFailure.MalformedReply)]
    [TestCase("an error event", ProviderFailure.ErrorReply)]
    public async Task A_stream_that_breaks_after_its_first_content_says_so_and_keeps_what_came(string how, ProviderFailure expected)
    {
        var good = OpenAIReplies.Stream("Hel", "lo");
        var pace = new Pace();
        var broken = how switch
        {
            "a reset" => good.CutAfter(2, FaultEnding.Reset).PacedBy(pace),
            "an end" => good.CutAfter(2, FaultEnding.Close),
            "a broken event" => Following("data: {\"choices\": [\n\n"),
            _ => Following("data: {\"error\":{\"message\":\"overloaded\"}}\n\n"),
        };
        await using var server = FaultServer.Start(script => script.OnAny().Then(broken));
        await using var world = EngineWorld.Start(OpenAIModel.Toml(server.Url));
        pace.Release(2);
        var texts = new List<string>();
        var failure = Assert.ThrowsAsync<InferenceFailedException>(async () =>
        {
            await foreach (var chunk in world.Client.InferStreamingAsync(InferenceRequest.ToModel("m", Prompt)))
            {
                texts.Add(chunk.Text);
                pace.ReleaseAll();
            }
        })!;

        Assert.That(texts, Is.EqualTo(["Hel"]));
        Assert.That(await world.RowsAsync("SELECT output ->> '$[0].text' FROM failed_inference"), Is.EqualTo(["Hel"]));
        await AssertOnRecordAsync(world, failure, expected, null);

        FaultReply Following(string last) => FaultReply.EventStream(
            [.. good.Parts.Take(2).Select(part => Encoding.UTF8.GetString(part.Span)), last]);
    }

    private static async Task AssertOnRecordAsync(EngineWorld world, InferenceFailedException failure, ProviderFailure expected, int? status)
    {
        var attempt = failure.Attempts.Single();
        Assert.Multiple(() =>
        {
            Assert.That(attempt.Failure, Is.EqualTo(expected), failure.Message);
            Assert.That(attempt.StatusCode, Is.EqualTo(status));
            Assert.That(attempt.Message, Does.Contain("'a'").Or.Contain("provider's"));
            Assert.That(failure.ToString(), Does.Not.Contain(Prompt));
        });
        Assert.That(
            await world.RowsAsync("SELECT function_name, status, input LIKE '%plum jam%', error FROM failed_inference"),
            Is.EqualTo([$"tensorzero::default|failed|1|{failure.Message}"]));
        Assert.That(
            await world.RowsAsync("SELECT failure, status_code, raw_request LIKE '%plum jam%', error FROM failed_call"),
            Is.EqualTo([$"{WordOf(expected)}|{status?.ToString() ?? "null"}|1|{attempt.Message}"]));
        Assert.That(await world.RowsAsync("SELECT * FROM model_inference"), Is.Empty);
        Assert.That(await world.RowsAsync("SELECT * FROM chat_inference"), Is.Empty);
    }

    private static string WordOf(ProviderFailure failure) => failure switch
    {
        ProviderFailure.Connection => "connection",
        ProviderFailure.ErrorReply => "error_reply",
        ProviderFailure.MalformedReply => "malformed_reply",
        ProviderFailure.OversizedReply => "oversized_reply",
        ProviderFailure.TruncatedReply => "truncated_reply",
        _ => "timeout",
    };
}
