using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Remote;

/// <summary>What goes over the wire, and a gateway that is none, is not there or breaks off. The answers themselves: Gateway.Tests.</summary>
internal sealed class TensorZeroClientTests
{
    private const string Ids = "\"inference_id\":\"019b0000-0000-7000-8000-000000000001\",\"episode_id\":\"019b0000-0000-7000-8000-000000000002\"";

    private const string Answer =
        "{" + Ids + ",\"variant_name\":\"v\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"usage\":{\"input_tokens\":1,\"output_tokens\":2},\"later\":1}";

    private static readonly InferenceRequest Hello = InferenceRequest.ToFunction("greet", "Hello");

    [Test]
    public async Task A_request_is_sent_verbatim()
    {
        await using var server = FaultServer.Start(script => script.On("/llm/inference").Then(FaultReply.Whole(200, "application/json", Answer)));
        var (gateway, apiKey) = (new Uri(server.Url, "/llm/"), "sk-t0-abc");

        // quote:connect
        using var client = TensorZeroClient.Connect(gateway, apiKey);
        var response = await client.Inference.InferAsync(InferenceRequest.ToFunction("greet", "Hello"));
        // end

        var request = server.Requests.Single();
        Assert.That((request.Method, request.Headers["Authorization"]), Is.EqualTo(("POST", "Bearer sk-t0-abc")));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(request.Body, Is.EqualTo(
            """{"function_name":"greet","input":{"messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}]}}"""));
        Assert.That((response.Text, response.Usage), Is.EqualTo(("Hi", new Usage(1, 2))));
    }

    [Test]
    public async Task A_stream_is_asked_for_with_its_whole_answer()
    {
        var last = "{" + Ids + ",\"variant_name\":\"v\",\"content\":[],\"aggregated_response\":" + Answer + "}";
        await using var server = FaultServer.Start(script => script.OnAny().Always(
            FaultReply.EventStream([": keep-alive\n\n", $"data: {last}\n\n", "data: [DONE]\n\n"])));
        using var client = Connect(server.Url);

        for (var i = 0; i < 2; i++)
        {
            Assert.That((await client.Inference.AskAsync(streamed: true, Hello)).Text, Is.EqualTo("Hi"));
        }

        Assert.That(server.Requests[0].Body, Does.EndWith(""","stream":true,"include_aggregated_response":true}"""));
        Assert.That(server.Requests[0].Headers["Accept"], Is.EqualTo("text/event-stream"));
        Assert.That(server.Requests[0].Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task Feedback_is_sent_verbatim()
    {
        await using var server = FaultServer.Start(script => script.On("/feedback").Then(
            FaultReply.Whole(200, "application/json", """{"feedback_id":"019b0000-0000-7000-8000-000000000003"}""")));
        using var client = Connect(server.Url);

        var id = await client.Feedback.SendAsync(FeedbackRequest.Float("score", 0.5, new Guid("019b0000-0000-7000-8000-000000000001")) with
        {
            Tags = new Dictionary<string, string> { ["a"] = "b" },
            DryRun = true,
        });

        Assert.That(id, Is.EqualTo(new Guid("019b0000-0000-7000-8000-000000000003")));
        Assert.That(server.Requests.Single().Body, Is.EqualTo(
            """{"metric_name":"score","value":0.5,"inference_id":"019b0000-0000-7000-8000-000000000001","tags":{"a":"b"},"dryrun":true}"""));
    }

    [TestCase(null, "from the environment", "Bearer from the environment")]
    [TestCase("given", "from the environment", "Bearer given")]
    [TestCase(null, null, null)]
    [TestCase(null, " ", null)]
    public async Task The_key_comes_from_the_argument_or_the_environment(string? given, string? environment, string? sent)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReply.Whole(200, "application/json", Answer)));
        using var client = TensorZeroClient.Connect(server.Url, new TensorZeroClientOptions
        {
            ApiKey = given,
            EnvironmentVariable = name => name == "TENSORZERO_API_KEY" ? environment : null,
        });

        await client.Inference.InferAsync(Hello);

        Assert.That(server.Requests.Single().Headers.GetValueOrDefault("Authorization"), Is.EqualTo(sent));
    }

    /// <summary>The original gateway says no code: then the status tells.</summary>
    [TestCase(400, """{"error": "no"}""", InferenceRequestError.InvalidRequest)]
    [TestCase(404, """{"error": "Unknown function: greet"}""", InferenceRequestError.UnknownFunction)]
    [TestCase(413, """{"error": "too long"}""", InferenceRequestError.InvalidRequest)]
    [TestCase(404, """{"error": "no", "error_code": "unknown_variant"}""", InferenceRequestError.UnknownVariant)]
    [TestCase(400, """{"error": "no", "error_code": "of_a_later_version"}""", InferenceRequestError.InvalidRequest)]
    public async Task A_refusal_is_told_by_its_code_or_its_status(int status, string body, InferenceRequestError error)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(FaultReply.Whole(status, "application/json", body)));
        using var client = Connect(server.Url);

        Assert.That(client.Inference.Refuses(Hello).Error, Is.EqualTo(error));
    }

    [TestCase(401, """{"error": "wrong key"}""", "answered 401: wrong key (check the credential and what it may do).")]
    [TestCase(408, """{"error": "too slow"}""", "answered 408: too slow.")]
    [TestCase(429, """{"error": "too many"}""", "answered 429: too many.")]
    [TestCase(500, """{"error": "broken"}""", "answered 500: broken.")]
    [TestCase(502, """{"error": "all failed"}""", "answered 502: all failed.")]
    [TestCase(404, """{"error": "Route not found: POST /inference"}""", "answered 404: Route not found: POST /inference")]
    [TestCase(404, "<html>", "answered 404: an HTML page, 6 bytes")]
    [TestCase(200, "<html>", "answered with an HTML page")]
    [TestCase(200, """{"hello": 1}""", "answered with what cannot be read: Missing `inference_id` in an answer.")]
    public async Task Everything_else_is_a_failure(int status, string body, string message)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(FaultReply.Whole(status, "application/json", body)));
        using var client = Connect(server.Url);

        var error = client.Inference.FailsAsync(streamed: false, Hello);

        Assert.That(error.Message, Does.StartWith($"The gateway at http://127.0.0.1:{server.Port} {message}"));
        Assert.That((error.InferenceId, error.Attempts.Count, error.IsTimeout), Is.EqualTo((Guid.Empty, 0, status == 408)));
    }

    [Test]
    public void A_gateway_that_is_not_there_is_named([Values] bool streamed)
    {
        var url = FaultServer.RefusingUrl();
        using var client = TensorZeroClient.Connect(url, "sk-t0-secret");

        var error = client.Inference.FailsAsync(streamed, Hello);

        Assert.That(error.Message, Does.StartWith($"The gateway at {url.ToString().TrimEnd('/')} could not be reached"));
        Assert.That(error.Attempts, Is.Empty);
        Assert.That(error.ToString(), Does.Not.Contain("sk-t0-secret"));
        Assert.That(
            Assert.ThrowsAsync<ObservabilityStoreException>(() => client.Feedback.SendAsync(FeedbackRequest.Boolean("liked", true, Guid.Empty)))!.Failure,
            Is.EqualTo(ObservabilityStoreFailure.Unavailable));
    }

    [Test]
    public async Task A_stream_without_its_whole_answer_is_a_failure(
        [Values(FaultEnding.KeepAlive, FaultEnding.Close, FaultEnding.Reset)] FaultEnding ending)
    {
        var piece = "data: {" + Ids + ",\"variant_name\":\"v\",\"content\":[{\"type\":\"text\",\"id\":\"0\",\"text\":\"Hel\"}]}\n\n";
        var reply = FaultReply.EventStream([piece, "data: [DONE]\n\n"]);
        await using var server = FaultServer.Start(script => script.OnAny().Then(
            ending == FaultEnding.KeepAlive ? reply : reply.CutAfter(1, ending)));
        using var client = Connect(server.Url);

        Assert.That(client.Inference.FailsAsync(streamed: true, Hello).Message, Does.StartWith("The gateway at "));
    }

    [Test]
    public async Task A_gateway_that_is_silent_is_left_when_the_clients_time_is_up([Values] bool streamed)
    {
        var time = new ManualTime();
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReply.Silence()));
        using var client = TensorZeroClient.Connect(
            server.Url, new TensorZeroClientOptions { ApiKey = "k", Timeout = TimeSpan.FromSeconds(3), TimeProvider = time });
        var asking = client.Inference.AskAsync(streamed, Hello);
        var request = await server.NextRequestAsync();

        time.Advance(TimeSpan.FromSeconds(3));

        var error = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
        Assert.That(error.IsTimeout);
        Assert.That(error.Message, Does.EndWith("did not answer within the client's 00:00:03."));
        Assert.That(await request.Ended, Is.EqualTo(FaultRequestEnd.ClientLeft));
    }

    [TestCase("relative/path")]
    [TestCase("ftp://example.com")]
    public void An_address_that_is_no_web_address_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => TensorZeroClient.Connect(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Test]
    public void A_key_that_no_header_can_carry_is_refused_without_being_shown() =>
        Assert.That(
            Assert.Throws<ArgumentException>(() => TensorZeroClient.Connect(new Uri("http://localhost:3000"), "sk-\u00e4"))!.Message,
            Does.Not.Contain("sk-"));

    private static TensorZeroClient Connect(Uri url) =>
        TensorZeroClient.Connect(url, new TensorZeroClientOptions { EnvironmentVariable = _ => null });
}
