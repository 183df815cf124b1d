using System.Text.Json;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Changes to bodies and headers: in the order variant, provider, request, and only for whom they are meant.</summary>
internal sealed class RequestEditTests
{
    [Test]
    public async Task Later_scopes_win([Values] bool streamed)
    {
        await using var server = StartServer(streamed);
        await using var world = EngineWorld.Start(Configuration(server.Url));

        await world.Client.AskAsync(streamed, Request(
            [ExtraBody.Set("/all", JsonElement.Parse("\"request\"")), ExtraBody.Delete("/model"), ExtraBody.Set("/deep/er/-", JsonElement.Parse("1"))],
            [ExtraHeader.Set("X-All", "request"), ExtraHeader.Delete("X-Gone")]));

        var sent = server.Requests.Single();
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Multiple(() =>
        {
            Assert.That(body.RootElement.GetProperty("all").GetString(), Is.EqualTo("request"));
            Assert.That(body.RootElement.GetProperty("two").GetString(), Is.EqualTo("provider"));
            Assert.That(body.RootElement.GetProperty("one").GetString(), Is.EqualTo("variant"));
            Assert.That(body.RootElement.TryGetProperty("model", out _), Is.False);
            Assert.That(sent.Headers["X-All"], Is.EqualTo("request"));
            Assert.That(sent.Headers["X-Two"], Is.EqualTo("provider"));
            Assert.That(sent.Headers["X-One"], Is.EqualTo("variant"));
            Assert.That(sent.Headers.ContainsKey("X-Gone"), Is.False);
        });
        Assert.That(
            await world.RowsAsync("SELECT raw_request ->> '$.all' FROM model_inference"), Is.EqualTo(["request"]), "What was sent is on record.");
        Assert.That(await world.RowsAsync("SELECT extra_body ->> '$[0].pointer' FROM chat_inference"), Is.EqualTo(["/all"]));
    }

    [TestCase("v", null, null, true)]
    [TestCase("w", null, null, false)]
    [TestCase(null, "m", null, true)]
    [TestCase(null, "n", null, false)]
    [TestCase(null, "m", "a", true)]
    [TestCase(null, "n", "a", false)]
    [TestCase("v", "m", "a", true)]
    [TestCase("w", "m", "a", false)]
    public async Task An_edit_reaches_only_whom_it_names(string? variant, string? model, string? provider, bool applies)
    {
        await using var server = StartServer(false);
        await using var world = EngineWorld.Start(Configuration(server.Url));
        var body = ExtraBody.Set("/scoped", JsonElement.Parse("true")) with { VariantName = variant, ModelName = model, ProviderName = provider };
        var header = ExtraHeader.Set("X-Scoped", "yes") with { VariantName = variant, ModelName = model, ProviderName = provider };

        await world.Client.InferAsync(Request([body], [header]));

        var sent = server.Requests.Single();
        Assert.That(sent.Body.Contains("scoped", StringComparison.Ordinal), Is.EqualTo(applies));
        Assert.That(sent.Headers.ContainsKey("X-Scoped"), Is.EqualTo(applies));
    }

    [TestCase("x", null, null, InferenceRequestError.UnknownVariant)]
    [TestCase(null, "x", null, InferenceRequestError.UnknownModel)]
    [TestCase(null, "m", "x", InferenceRequestError.InvalidRequest)]
    [TestCase(null, null, "a", InferenceRequestError.InvalidRequest)]
    public async Task An_edit_for_nobody_is_refused(string? variant, string? model, string? provider, InferenceRequestError error)
    {
        await using var server = StartServer(false);
        await using var world = EngineWorld.Start(Configuration(server.Url));

        Assert.That(world.Client.Refuses(Request(
            [ExtraBody.Delete("/x") with { VariantName = variant, ModelName = model, ProviderName = provider }], [])).Error, Is.EqualTo(error));
        Assert.That(world.Client.Refuses(Request(
            [], [ExtraHeader.Delete("X") with { VariantName = variant, ModelName = model, ProviderName = provider }])).Error, Is.EqualTo(error));
    }

    [Test]
    public async Task Settings_of_the_request_win_over_the_variants()
    {
        await using var server = StartServer(false);
        await using var world = EngineWorld.Start(Configuration(server.Url));

        await world.Client.InferAsync(new InferenceRequest
        {
            FunctionName = "f",
            VariantName = "v",
            Params = new ChatCompletionParams { Temperature = 0.5, StopSequences = ["x"] },
        });

        using var body = JsonDocument.Parse(server.Requests.Single().Body);
        Assert.That(body.RootElement.GetProperty("temperature").GetDouble(), Is.EqualTo(0.5));
        Assert.That(body.RootElement.GetProperty("seed").GetInt32(), Is.EqualTo(7));
        Assert.That(body.RootElement.GetProperty("stop")[0].GetString(), Is.EqualTo("x"));
        Assert.That(
            await world.RowsAsync("SELECT inference_params ->> '$.chat_completion.temperature', inference_params ->> '$.chat_completion.seed' FROM chat_inference"),
            Is.EqualTo(["0.5|7"]));
    }

    private static FaultServer StartServer(bool streamed) =>
        FaultServer.Start(script => script.OnAny().Then(streamed ? OpenAIReplies.Stream("Hi") : OpenAIReplies.Whole("Hi")));

    private static InferenceRequest Request(IReadOnlyList<ExtraBody> body, IReadOnlyList<ExtraHeader> headers) => new()
    {
        FunctionName = "f",
        VariantName = "v",
        Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
        ExtraBody = body,
        ExtraHeaders = headers,
    };

    private static string Configuration(Uri url) =>
        OpenAIModel.Toml(
            url,
            """
            api_key_location = "none"
            extra_body = [{ pointer = "/all", value = "provider" }, { pointer = "/two", value = "provider" }]
            extra_headers = [{ name = "X-All", value = "provider" }, { name = "X-Two", value = "provider" }, { name = "X-Gone", value = "there" }]
            """)
        + OpenAIModel.Toml(url, name: "n")
        + """
        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        temperature = 1.0
        seed = 7
        extra_body = [{ pointer = "/all", value = "variant" }, { pointer = "/two", value = "variant" }, { pointer = "/one", value = "variant" }]
        extra_headers = [{ name = "X-All", value = "variant" }, { name = "X-Two", value = "variant" }, { name = "X-One", value = "variant" }]

        [functions.f.variants.w]
        type = "chat_completion"
        model = "n"
        """;
}
