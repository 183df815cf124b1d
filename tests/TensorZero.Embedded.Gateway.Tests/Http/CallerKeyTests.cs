using System.Text.Json;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Http;

internal sealed class CallerKeyTests
{
    private const string Toml = ScriptedProvider.Configuration +
        """
        [gateway.auth]
        enabled = true
        """;

    private const string Hello = """{"model_name": "scripted", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    [TestCase("Authorization", "Bearer ")]
    [TestCase("x-api-key", "")]
    public async Task A_good_key_is_let_in_and_becomes_a_tag(string header, string scheme)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var key = await world.Engine.ApiKeys.CreateAsync("a test", null, default);

        var asking = world.SendAsync(HttpMethod.Post, "/inference", Hello, (header, scheme + key));
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));

        Assert.That((await asking).Status, Is.EqualTo(200));
        var tags = JsonElement.Parse((await world.RowsAsync("SELECT json(tags) FROM chat_inference")).Single());
        Assert.That(tags.GetProperty("tensorzero::api_key_public_id").GetString(), Is.EqualTo(key.Split('-')[2]));
    }

    [TestCase(null, "Error performing authentication: Authorization header is required")]
    [TestCase("Basic abc", "Error performing authentication: Authorization header must start with 'Bearer '")]
    [TestCase("Bearer abc", "Invalid format for TensorZero API key: API key must be of the form `sk-t0-<public_id>-<long_key>`")]
    [TestCase(
        "Bearer sk-t0-aaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "Error performing authentication: Provided API key does not exist in the database")]
    public async Task Everybody_else_is_refused_before_anything_is_read(string? authorization, string problem)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.SendAsync(
            HttpMethod.Post, "/inference", "no JSON", authorization is null ? [] : [("Authorization", authorization)]);

        Assert.That((reply.Status, reply.Error), Is.EqualTo((401, $"TensorZero authentication error: {problem}")));
        Assert.That(reply.Headers["WWW-Authenticate"], Is.EqualTo("Bearer"));
    }

    [Test]
    public async Task A_disabled_key_is_refused_and_no_log_line_shows_it()
    {
        await using var world = await GatewayWorld.StartAsync(Toml + "\ncache.enabled = false");
        var key = await world.Engine.ApiKeys.CreateAsync(null, null, default);
        await world.Engine.ApiKeys.DisableAsync(key.Split('-')[2], default);

        var reply = await world.SendAsync(HttpMethod.Post, "/inference", Hello, ("Authorization", $"Bearer {key}"));

        Assert.That(reply.Status, Is.EqualTo(401));
        Assert.That(reply.Error, Does.StartWith("TensorZero authentication error: Error performing authentication: API key was disabled at: "));
        Assert.That(world.Logs.Lines.Select(line => line.Text), Has.None.Contain(key[^48..]));
    }
}
