namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

internal sealed class ModelsRouteTests
{
    private const string Extract = "tensorzero::function_name::extract";
    private const string Greet = "tensorzero::function_name::greet";
    private const string Model = "tensorzero::model_name::scripted";

    [TestCase("", false, Extract, Greet, Model)]
    [TestCase("?limit=2", true, Extract, Greet)]
    [TestCase("?limit=2&after_id=" + Greet, false, Model)]
    [TestCase("?limit=1&before_id=" + Model, true, Greet)]
    [TestCase("?before_id=" + Greet, false, Extract)]
    [TestCase("?after_id=" + Model, false)]
    public async Task Functions_and_models_are_listed_page_by_page(string query, bool hasMore, params string[] ids)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);

        var list = (await world.SendAsync(HttpMethod.Get, "/anthropic/v1/models" + query)).Json;

        Assert.That(list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()), Is.EqualTo(ids));
        Assert.That(list.GetProperty("has_more").GetBoolean(), Is.EqualTo(hasMore));
        Assert.That(list.GetProperty("first_id").GetString(), Is.EqualTo(ids.FirstOrDefault()));
        Assert.That(list.GetProperty("last_id").GetString(), Is.EqualTo(ids.LastOrDefault()));
    }

    [TestCase("?limit=0", "Expected a whole number from 1 to 1000 as `limit`.")]
    [TestCase("?limit=many", "Expected a whole number from 1 to 1000 as `limit`.")]
    [TestCase("?after_id=x", "No function or model of the configuration has the id in `after_id`.")]
    [TestCase("?before_id=x", "No function or model of the configuration has the id in `before_id`.")]
    public async Task A_page_that_cannot_be_is_refused(string query, string message)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);

        var reply = await world.SendAsync(HttpMethod.Get, "/anthropic/v1/models" + query);

        Assert.That((reply.Status, reply.Json.GetProperty("error").GetProperty("message").GetString()), Is.EqualTo((400, message)));
    }

    [Test]
    public async Task One_model_is_found_by_its_id()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);

        var reply = await world.SendAsync(HttpMethod.Get, "/anthropic/v1/models/" + Greet);

        Assert.That(reply.Body, Is.EqualTo(
            $$"""{"type":"model","id":"{{Greet}}","display_name":"{{Greet}}","created_at":"1970-01-01T00:00:00Z"}"""));
    }
}
