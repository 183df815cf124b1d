using System.Text.Json;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Models.Tracing;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Keys occur in no exception, no log line, no row, no span and no <c>ToString()</c>, even when the provider echoes them.</summary>
internal sealed class SecretTests
{
    private const string EnvironmentKey = "sk-from-the-environment-7f3a91";
    private const string DynamicKey = "sk-from-the-request-55c0d2";
    private const string HeaderKey = "sk-in-a-header-e81b06";

    private static readonly string[] Secrets = [EnvironmentKey, DynamicKey, HeaderKey];

    /// <summary>How a provider answers, given a sentence with the keys it was sent.</summary>
    private static IEnumerable<TestCaseData> Replies()
    {
        foreach (var streamed in new[] { false, true })
        {
            yield return Case("success", streamed, _ => streamed ? OpenAIReplies.Stream("Hel", "lo") : OpenAIReplies.Whole("Hello"));
            yield return Case("an answer", streamed, echo => streamed ? OpenAIReplies.Stream("Hello", echo) : OpenAIReplies.Whole(echo));
            yield return Case("an error", streamed, echo => FaultReply.Whole(401, "application/json", Error(echo)));
            yield return Case("a text", streamed, echo => FaultReply.Whole(500, "text/plain", echo));
            yield return Case("a page", streamed, echo => FaultReply.Whole(502, "text/html", $"<html>{echo}</html>"));
            yield return Case("success with a text", streamed, echo => FaultReply.Whole(200, "text/plain", echo));
            yield return Case("malformed JSON", streamed, echo => FaultReply.Whole(200, "application/json", $"{{\"error\": \"{echo}"));
            yield return Case(
                "a reply cut short", streamed, echo => FaultReply.Whole(200, "application/json", Error(echo)).CutAfterBytes(Error(echo).Length - 9, FaultEnding.Close));
            yield return Case("a header", streamed, echo => FaultReply.Whole(429, "application/json", Error(echo), $"Retry-After: {echo}", $"X-Echo: {echo}"));
            yield return Case("a reset", streamed, _ => FaultReply.ResetAtOnce());
        }

        yield return Case("an error event", true, echo => FaultReply.EventStream([$"data: {Error(echo)}\n\n"]));
        yield return Case("a broken event", true, echo => FaultReply.EventStream([$"data: {{\"choices\": \"{echo}\n\n"]));

        static TestCaseData Case(string name, bool streamed, Func<string, FaultReply> reply) =>
            new TestCaseData(reply, streamed).SetArgDisplayNames(name, streamed ? "streamed" : "whole");

        static string Error(string echo) => JsonSerializer.Serialize(new { error = new { message = echo, code = echo } });
    }

    [TestCaseSource(nameof(Replies))]
    public async Task No_key_occurs_anywhere(Func<string, FaultReply> reply, bool streamed)
    {
        using var trace = new TraceRecording();
        var loggers = new CollectingLoggers();
        await using var server = FaultServer.Start(script => script.OnAny().Always(request =>
            reply($"Incorrect API key provided: {request.Headers["Authorization"]}; and there was {request.Headers["X-Tenant-Key"]}.")));
        await using var world = EngineWorld.Start(
            OpenAIModel.Toml(server.Url, "api_key_location = \"env::SOME_KEY\"")
                + OpenAIModel.Toml(server.Url, "api_key_location = \"dynamic::my_key\"", "d"),
            options =>
            {
                options.EnvironmentVariable = name => name == "SOME_KEY" ? EnvironmentKey : null;
                options.LoggerFactory = loggers;
            });
        var shown = new List<string>();
        foreach (var model in new[] { "m", "d" })
        {
            var request = new InferenceRequest
            {
                ModelName = model,
                Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
                Credentials = new Dictionary<string, string> { ["my_key"] = DynamicKey },
                ExtraHeaders = [ExtraHeader.Set("X-Tenant-Key", HeaderKey)],
                IncludeRawResponse = true,
            };
            shown.Add(request.ToString() + request.ExtraHeaders[0]);
            try
            {
                await world.Client.AskAsync(streamed, request);
            }
            catch (InferenceFailedException exception)
            {
                shown.Add(exception.ToString());
                shown.AddRange(exception.Attempts.Select(attempt => attempt.ToString()));
            }
        }

        // They were really sent.
        Assert.That(server.Requests.Select(request => request.Headers["Authorization"]), Is.SupersetOf(
            new[] { $"Bearer {EnvironmentKey}", $"Bearer {DynamicKey}" }));
        Assert.That(server.Requests.Select(request => request.Headers["X-Tenant-Key"]), Is.All.EqualTo(HeaderKey));
        shown.AddRange(loggers.Lines.Select(line => line.Text));
        shown.Add(trace.Tree());
        shown.AddRange(trace.Spans.Select(span => string.Join(", ", span.Baggage)));
        Assert.That(trace.Spans, Is.Not.Empty);
        shown.Add(await world.EverythingAsync());
        foreach (var secret in Secrets)
        {
            Assert.That(shown, Has.None.Contains(secret));
        }
    }

    [TestCase("sk-with a line\nbreak")]
    [TestCase("sk-with-ümlaut")]
    [TestCase("sk-\0zero")]
    public async Task A_key_that_no_header_can_carry_is_not_shown_either(string key)
    {
        var loggers = new CollectingLoggers();
        await using var server = FaultServer.Start(_ => { });
        await using var world = EngineWorld.Start(
            OpenAIModel.Toml(server.Url, "api_key_location = \"dynamic::my_key\""), options => options.LoggerFactory = loggers);
        foreach (var request in new[]
        {
            new InferenceRequest { ModelName = "m", Credentials = new Dictionary<string, string> { ["my_key"] = key } },
            new InferenceRequest
            {
                ModelName = "m",
                Credentials = new Dictionary<string, string> { ["my_key"] = "fine-and-sendable" },
                ExtraHeaders = [ExtraHeader.Set("X-Tenant-Key", key)],
            },
        })
        {
            foreach (var streamed in new[] { false, true })
            {
                var failure = world.Client.FailsAsync(streamed, request);
                Assert.That(failure.ToString(), Does.Not.Contain("sk-").And.Contain("no header can carry"));
            }
        }

        Assert.That(await world.EverythingAsync(), Does.Not.Contain("sk-").And.Not.Contain("fine-and-sendable"));
        Assert.That(loggers.Lines.Select(line => line.Text), Has.None.Contains("sk-"));
    }

    [Test]
    public async Task A_missing_dynamic_credential_is_a_failure_that_names_it([Values] bool streamed)
    {
        await using var server = FaultServer.Start(_ => { });
        await using var world = EngineWorld.Start(OpenAIModel.Toml(server.Url, "api_key_location = \"dynamic::my_key\""));

        var failure = world.Client.FailsAsync(streamed, new InferenceRequest
        {
            ModelName = "m",
            Credentials = new Dictionary<string, string> { ["other"] = DynamicKey },
        });

        Assert.That(failure.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.Credential));
        Assert.That(failure.Message, Does.Contain("Dynamic api key `my_key` is missing"));
        Assert.That(await world.EverythingAsync(), Does.Not.Contain(DynamicKey));
    }
}
