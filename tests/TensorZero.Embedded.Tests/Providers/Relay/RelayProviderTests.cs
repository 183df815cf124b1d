using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Providers.Relay;

/// <summary>What goes to the other gateway, word for word, and what comes back. Two gateways together: Gateway.Tests.</summary>
internal sealed class RelayProviderTests
{
    private const string Ids = "\"inference_id\":\"019b0000-0000-7000-8000-000000000001\",\"episode_id\":\"019b0000-0000-7000-8000-000000000002\",\"variant_name\":\"m\"";

    private const string Answer =
        "{" + Ids + ",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"usage\":{\"input_tokens\":3,\"output_tokens\":5,\"cost\":0.25},\"finish_reason\":\"stop\"}";

    private static readonly InferenceRequest Hello = InferenceRequest.ToFunction("f", "Hello");

    [Test]
    public async Task A_rendered_request_is_an_inference_of_the_model()
    {
        await using var server = Answering();
        await using var world = EngineWorld.Start(Edge(server.Url));

        var response = await world.Client.InferAsync(new InferenceRequest
        {
            FunctionName = "f",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
            Params = new ChatCompletionParams { Temperature = 0.5 },
            AdditionalTools = [new ToolDefinition("look", "Looks.", JsonElement("""{"type":"object"}"""))],
            ToolChoice = ToolChoice.Required,
            Tags = new Dictionary<string, string> { ["team"] = "tea" },
            ExtraBody =
            [
                ExtraBody.Set("/a", JsonElement("1")) with { VariantName = "v" },
                ExtraBody.Set("/b", JsonElement("2")) with { VariantName = "w" },
                ExtraBody.Delete("/c") with { ModelName = "elsewhere", ProviderName = "p" },
            ],
        });

        Assert.That(server.Requests.Single().Path, Is.EqualTo("/inference"));
        Assert.That(server.Requests.Single().Body, Is.EqualTo(
            """
            {"model_name":"m","input":{"system":"Be kind.","messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}]},
            "params":{"chat_completion":{"temperature":0.5,"max_tokens":9,"json_mode":"off"}},
            "additional_tools":[{"description":"Looks.","parameters":{"type":"object"},"name":"look","strict":false}],"tool_choice":"required",
            "tags":{"team":"tea"},"extra_body":[{"pointer":"/v","value":true},{"pointer":"/a","value":1},
            {"model_name":"elsewhere","provider_name":"p","pointer":"/c","delete":true}]}
            """.ReplaceLineEndings("")));
        Assert.That((response.Text, response.Usage), Is.EqualTo(("Hi", new Usage(3, 5, Cost: 0.25m))));
        Assert.That(
            await world.RowsAsync("SELECT model_name, model_provider_name, raw_request FROM model_inference"),
            Is.EqualTo(new[] { $"m|tensorzero::relay|{server.Requests.Single().Body}" }));
    }

    [Test]
    public async Task A_json_functions_schema_goes_along()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(
            FaultReply.Whole(200, "application/json", Answer.Replace("\"text\":\"Hi\"", """ "text":"{\"a\":1}" """))));
        await using var world = EngineWorld.Start(Edge(server.Url) +
            """
            [functions.j]
            type = "json"
            output_schema = { __tensorzero_remapped_path = "j.json", __data = '{"type":"object"}' }
            variants.v = { type = "chat_completion", model = "m", json_mode = "strict" }
            """);

        var response = await world.Client.InferAsync(InferenceRequest.ToFunction("j", "Hello"));

        Assert.That(server.Requests.Single().Body, Does.Contain("""{"chat_completion":{"json_mode":"strict"}},"output_schema":{"type":"object"}}"""));
        Assert.That(response.Output!.Parsed?.GetRawText(), Is.EqualTo("""{"a":1}"""));
    }

    [Test]
    public async Task A_stream_ends_with_done_or_is_a_failure([Values] bool whole)
    {
        var reply = FaultReply.EventStream(
        [
            "data: {" + Ids + ",\"content\":[{\"type\":\"text\",\"id\":\"0\",\"text\":\"Hi\"}]}\n\n",
            "data: {" + Ids + ",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":5,\"cost\":0.25},\"finish_reason\":\"stop\"}\n\n",
            "data: [DONE]\n\n",
        ]);
        await using var server = FaultServer.Start(script => script.OnAny().Then(whole ? reply : reply.WithoutLast(1)));
        await using var world = EngineWorld.Start(Edge(server.Url));

        if (!whole)
        {
            Assert.That(
                world.Client.FailsAsync(streamed: true, Hello).Attempts.Single().Failure, Is.EqualTo(ProviderFailure.TruncatedReply));
            return;
        }

        var response = await world.Client.AskAsync(streamed: true, Hello);

        Assert.That((response.Text, response.Usage, response.FinishReason), Is.EqualTo(("Hi", new Usage(3, 5, Cost: 0.25m), FinishReason.Stop)));
        Assert.That(server.Requests.Single().Body, Does.Contain("\"stream\":true"));
    }

    [TestCase("", null)]
    [TestCase("api_key_location = \"none\"", null)]
    [TestCase("api_key_location = \"env::RELAY_KEY\"", "Bearer from the environment")]
    [TestCase("api_key_location = \"dynamic::relay_key\"", "Bearer from the request")]
    [TestCase("api_key_location = { default = \"dynamic::not_given\", fallback = \"env::RELAY_KEY\" }", "Bearer from the environment")]
    public async Task The_gateways_key_comes_from_where_the_configuration_says(string location, string? sent)
    {
        await using var server = Answering();
        await using var world = EngineWorld.Start(
            Edge(server.Url, location), options => options.EnvironmentVariable = name => name == "RELAY_KEY" ? "from the environment" : null);

        await world.Client.InferAsync(new InferenceRequest
        {
            FunctionName = "f",
            Input = Hello.Input,
            Credentials = new Dictionary<string, string> { ["relay_key"] = "from the request" },
        });

        var request = server.Requests.Single();
        Assert.That(request.Headers.GetValueOrDefault("Authorization"), Is.EqualTo(sent));
        Assert.That(request.Body, Does.Contain("""{"relay_key":"from the request"}"""));
    }

    [Test]
    public async Task Credentials_and_headers_are_passed_on_and_never_recorded()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(
            FaultReply.Whole(200, "application/json", Answer.Replace("Hi", "Your key is s3cret-credential")),
            FaultReply.Whole(502, "application/json", """{"error":"s3cret-header was refused"}""")));
        await using var world = EngineWorld.Start(Edge(server.Url));
        var request = new InferenceRequest
        {
            FunctionName = "f",
            Input = Hello.Input,
            Credentials = new Dictionary<string, string> { ["openai"] = "s3cret-credential" },
            ExtraHeaders = [ExtraHeader.Set("x-key", "s3cret-header")],
        };

        var response = await world.Client.InferAsync(request);
        var error = world.Client.FailsAsync(streamed: false, request);

        Assert.That(server.Requests[0].Body, Does.Contain("s3cret-credential").And.Contain("s3cret-header"));
        Assert.That(response.Text, Is.EqualTo("Your key is ***"));
        Assert.That(error.ToString(), Does.Not.Contain("s3cret"));
        Assert.That(await world.EverythingAsync(), Does.Not.Contain("s3cret"));
        Assert.That(
            await world.RowsAsync("SELECT raw_request FROM model_inference UNION ALL SELECT raw_request FROM failed_call"),
            Has.Count.EqualTo(2).And.All.StartsWith("{\"model_name\":\"m\","));
    }

    [Test]
    public async Task An_error_keeps_its_status()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(
            FaultReply.Whole(429, "application/json", """{"error":"too many requests"}""")));
        await using var world = EngineWorld.Start(Edge(server.Url));

        var attempt = world.Client.FailsAsync(streamed: false, Hello).Attempts.Single();

        Assert.That(attempt, Is.EqualTo(new InferenceAttempt(
            "v",
            "m",
            "tensorzero::relay",
            ProviderFailure.ErrorReply,
            429,
            "The provider 'tensorzero::relay' of the model 'm' answered 429: too many requests")));
    }

    [Test]
    public async Task Shorthands_are_relayed_and_models_that_skip_it_are_not()
    {
        await using var server = Answering();
        await using var world = EngineWorld.Start(Edge(server.Url) +
            """
            [models.near]
            routing = ["a"]
            skip_relay = true
            providers.a = { type = "dummy", model_name = "good" }
            """);

        Assert.That((await world.Client.InferAsync(InferenceRequest.ToModel("groq::llama", "Hello"))).Text, Is.EqualTo("Hi"));
        _ = await world.Client.InferAsync(InferenceRequest.ToModel("near", "Hello"));

        Assert.That(server.Requests.Single().Body, Does.StartWith("{\"model_name\":\"groq::llama\","));
        Assert.That(world.Client.Refuses(InferenceRequest.ToModel("nobody", "Hello")).Error, Is.EqualTo(InferenceRequestError.UnknownModel));
    }

    [Test]
    public void A_missing_key_of_the_gateway_stops_the_start()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => EngineWorld.Start(Edge(new Uri("http://localhost:3000"), "api_key_location = \"env::RELAY_KEY\"")))!;

        Assert.That(
            error.Problems.Where(problem => problem.Severity == ConfigurationProblemSeverity.Error).Select(problem => problem.ToString()),
            Is.EqualTo(new[] { "tensorzero.toml:3:20 gateway.relay.api_key_location: Environment variable `RELAY_KEY` is missing" }));
    }

    [Test]
    public async Task The_start_says_which_providers_are_not_used()
    {
        using var logs = new CollectingLoggers();
        await using var world = EngineWorld.Start(Edge(new Uri("http://localhost:3000")), options => options.LoggerFactory = logs);

        Assert.That(logs.Lines.Select(line => line.ToString()), Has.Some.Contains(
            "gateway.relay: the providers configured for `m` are not used: the gateway at the other end calls its own"));
    }

    private static FaultServer Answering() =>
        FaultServer.Start(script => script.OnAny().Then(FaultReply.Whole(200, "application/json", Answer)));

    /// <summary>The model's own provider has no key here, and needs none.</summary>
    private static string Edge(Uri downstream, string relay = "") =>
        $$$"""
        [gateway.relay]
        gateway_url = "{{{downstream}}}"
        {{{relay}}}

        [models.m]
        routing = ["a", "b"]
        providers.a = { type = "openai", model_name = "x" }
        providers.b = { type = "groq", model_name = "x" }

        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        max_tokens = 9
        system_template = { __tensorzero_remapped_path = "s.minijinja", __data = "Be kind." }
        extra_body = [{ pointer = "/v", value = true }]

        [functions.f.variants.w]
        type = "chat_completion"
        model = "m"
        weight = 0.0

        """;

    private static System.Text.Json.JsonElement JsonElement(string json) => System.Text.Json.JsonElement.Parse(json);
}
