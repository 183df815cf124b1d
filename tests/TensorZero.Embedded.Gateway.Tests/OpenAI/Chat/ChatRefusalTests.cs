using System.Text.Json;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Chat;

/// <summary>Requests that are wrong, and where they are told so.</summary>
internal sealed class ChatRefusalTests
{
    private const string Toml =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "scripted"
        """;

    private static IEnumerable<TestCaseData> WrongFields => WireCase.Read("Chat/Cases/refusals.json", "request", "error");

    [TestCaseSource(nameof(WrongFields))]
    public async Task A_wrong_request_is_told_where_it_is_wrong(string request, string error)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.PostAsync(OpenAIWorld.Chat, request);

        Assert.That(reply.Status, Is.EqualTo(400), reply.Body);
        Assert.That(reply.Json.GetProperty("error").GetProperty("message").GetString(), Is.EqualTo(JsonElement.Parse(error).GetString()).NoClip);
        Assert.That(world.Provider.Count, Is.Zero);
    }

    [Test]
    public async Task An_error_has_OpenAIs_shape()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.PostAsync(OpenAIWorld.Chat, "[]");

        Assert.That(reply.Body, Is.EqualTo(
            """{"error":{"message":"Expected an object for the request.","type":"invalid_request_error","param":null,"code":null}}"""));
    }

    [TestCase("""{"model": "tensorzero::function_name::nobody", "messages": []}""", 404, "invalid_request_error")]
    [TestCase("""{"model": "tensorzero::model_name::m", "messages": [], "tools": [{"type": "custom", "custom": {"name": "c"}}]}""", 501, "invalid_request_error")]
    [TestCase("{", 400, "invalid_request_error")]
    [TestCase("[]", 400, "invalid_request_error")]
    public async Task Each_kind_of_refusal_has_its_status(string request, int status, string type)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.PostAsync(OpenAIWorld.Chat, request);

        Assert.That(reply.Status, Is.EqualTo(status), reply.Body);
        Assert.That(reply.Json.GetProperty("error").GetProperty("type").GetString(), Is.EqualTo(type));
    }

    [Test]
    public async Task A_failing_provider_is_an_error_of_the_api()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultReplies.ServerError());

        var reply = await world.ChatAsync("""{"model": "tensorzero::model_name::m", "messages": [{"role": "user", "content": "Hello"}]}""");

        Assert.That(reply.Status, Is.EqualTo(502));
        Assert.That(reply.Json.GetProperty("error").GetProperty("type").GetString(), Is.EqualTo("api_error"));
    }

    [Test]
    public async Task A_wrong_method_is_refused_in_OpenAIs_shape()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.SendAsync(HttpMethod.Get, OpenAIWorld.Chat);

        Assert.That((reply.Status, reply.Headers["Allow"]), Is.EqualTo((405, "POST")));
        Assert.That(reply.Json.GetProperty("error").GetProperty("message").GetString(), Is.EqualTo($"GET is not for {OpenAIWorld.Chat}: use POST."));
    }
}
