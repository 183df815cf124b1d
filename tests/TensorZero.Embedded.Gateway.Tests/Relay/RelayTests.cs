using System.Text.Json;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Inference;
using TensorZero.Embedded.Tests.Wire;

namespace TensorZero.Embedded.Gateway.Tests.Relay;

/// <summary>A gateway at the edge, one behind it, and the provider that the one behind calls.</summary>
internal sealed class RelayTests
{
    private const string Hello = """{"function_name": "greet", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    [Test]
    public async Task An_inference_at_the_edge_is_rendered_there_and_asked_of_the_model_behind([Values] bool streamed)
    {
        await using var behind = await GatewayWorld.StartAsync(ScriptedProvider.Configuration);
        await using var edge = await GatewayWorld.StartAsync(Edge(behind.Url));
        var asking = edge.Engine.Inference.AskAsync(streamed, new InferenceRequest
        {
            FunctionName = "greet",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello"), InputMessage.Assistant(new ThoughtBlock("hm") { ProviderType = "scripted" })] },
            Credentials = new Dictionary<string, string> { ["openai"] = "s3cret" },
            ExtraHeaders = [ExtraHeader.Set("x-a", "b") with { VariantName = "plain" }],
            IncludeRawUsage = true,
            IncludeRawResponse = true,
        });

        var call = await behind.Provider.NextCallAsync();
        Assert.That(call.Request.System, Is.EqualTo("Be kind."));
        Assert.That(Alike.Are(
            call.Request.Messages,
            new[] { InputMessage.User("Hello"), InputMessage.Assistant(new ThoughtBlock("hm") { ProviderType = "scripted" }) }));
        Assert.That(call.Request.Tools!.Tools.Select(tool => tool.Name), Is.EqualTo(new[] { "search" }));
        Assert.That(call.Request.Params.MaxTokens, Is.EqualTo(9));
        Assert.That(call.Request.ExtraHeaders.Select(header => (header.Name, header.Value)), Is.EqualTo(new[] { ("x-a", "b") }));
        Assert.That(call.Call.Credentials, Is.EqualTo(new Dictionary<string, string> { ["openai"] = "s3cret" }));
        Answer(call, streamed);

        var response = await asking;
        Assert.That(Alike.Are(response.Content, new ContentBlock[]
        {
            new TextBlock("Hi"),
            new ToolCallBlock("call_1", "search", """{"query":"tea"}""") { Name = "search", Arguments = JsonElement.Parse("""{"query":"tea"}""") },
        }));
        Assert.That((response.Usage, response.FinishReason), Is.EqualTo((new Usage(3, 5), FinishReason.Stop)));
        Assert.That(response.RawUsage.Single().ProviderType, Is.EqualTo("scripted"));
        Assert.That(response.RawResponse.Single().ProviderType, Is.EqualTo("scripted"));
        Assert.That(
            await edge.RowsAsync("SELECT model_name, model_provider_name FROM model_inference"), Is.EqualTo(new[] { "scripted|tensorzero::relay" }));
        Assert.That(
            await behind.RowsAsync("SELECT function_name, variant_name FROM chat_inference"), Is.EqualTo(new[] { "tensorzero::default|scripted" }));
    }

    [Test]
    public async Task A_failure_behind_keeps_its_status_at_the_edge([Values(400, 408, 502)] int status)
    {
        await using var behind = await GatewayWorld.StartAsync(
            ScriptedProvider.Configuration + (status == 408 ? "timeouts.non_streaming.total_ms = 1" : ""));
        await using var edge = await GatewayWorld.StartAsync(Edge(behind.Url));
        var asking = edge.PostAsync("/inference", status == 400 ? Hello.Replace("greet", "missing") : Hello);
        if (status == 502)
        {
            (await behind.Provider.NextCallAsync()).Fail(new IOException("The line is cut."));
        }

        var reply = await asking;

        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That(reply.Error, Does.Contain($"The provider 'tensorzero::relay' of the model"));
    }

    [Test]
    public async Task A_stream_that_breaks_behind_breaks_at_the_edge()
    {
        await using var behind = await GatewayWorld.StartAsync(ScriptedProvider.Configuration);
        await using var edge = await GatewayWorld.StartAsync(Edge(behind.Url));
        var asking = edge.Engine.Inference.AskAsync(streamed: true, InferenceRequest.ToFunction("greet", "Hello"));
        var call = await behind.Provider.NextCallAsync();
        call.Say("Hel");
        call.Fail(new IOException("The line is cut."));

        var error = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;

        Assert.That(error.Message, Does.StartWith("the stream of variant \"plain\" broke: The provider 'tensorzero::relay' of the model 'scripted'"));
        Assert.That(error.Message, Does.EndWith("broke: The line is cut."));
    }

    [Test]
    public async Task The_gateway_behind_may_ask_for_a_key()
    {
        await using var behind = await GatewayWorld.StartAsync(ScriptedProvider.Configuration + "[gateway.auth]\nenabled = true");
        await using var edge = await GatewayWorld.StartAsync(Edge(behind.Url, "api_key_location = \"dynamic::behind\""));
        var key = await behind.Engine.ApiKeys.CreateAsync("the edge", null, default);

        var asking = edge.Engine.Inference.InferAsync(With(key));
        (await behind.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));

        Assert.That((await asking.OrFail()).Text, Is.EqualTo("Hi"));
        Assert.That(
            Assert.ThrowsAsync<InferenceFailedException>(() => edge.Engine.Inference.InferAsync(With("sk-t0-wrong")))!.Attempts.Single().StatusCode,
            Is.EqualTo(401));
        Assert.That(string.Join('\n', await edge.RowsAsync("SELECT * FROM model_inference")), Does.Not.Contain(key));
    }

    private static InferenceRequest With(string key) => new()
    {
        FunctionName = "greet",
        Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
        Credentials = new Dictionary<string, string> { ["behind"] = key },
    };

    private static void Answer(ScriptedCall call, bool streamed)
    {
        call.Call.RawResponse = "said so"u8.ToArray();
        if (!streamed)
        {
            call.Answer(new TextBlock("Hi"), new ToolCallBlock("call_1", "search", """{"query":"tea"}"""));
            return;
        }

        call.Say(new TextChunk("0", "H"));
        call.Say(new TextChunk("0", "i"), new ToolCallChunk("call_1", "search", """{"query":"tea"}"""));
        call.End();
    }

    private static string Edge(Uri behind, string relay = "") =>
        $$$"""
        [gateway.relay]
        gateway_url = "{{{behind}}}"
        {{{relay}}}

        [models.scripted]
        routing = ["none"]
        providers.none = { type = "openai", model_name = "x" }

        [models.missing]
        routing = ["none"]
        providers.none = { type = "openai", model_name = "x" }

        [tools.search]
        description = "Searches."
        parameters.__tensorzero_remapped_path = "search.json"
        parameters.__data = '{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}'

        [functions.greet]
        type = "chat"
        tools = ["search"]

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "scripted"
        max_tokens = 9
        system_template = { __tensorzero_remapped_path = "s.minijinja", __data = "Be kind." }

        [functions.missing]
        type = "chat"

        [functions.missing.variants.plain]
        type = "chat_completion"
        model = "missing"
        """;
}
