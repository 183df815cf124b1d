namespace TensorZero.Embedded.Gateway.Tests.OpenAI;

internal sealed class ModelsTests
{
    private const string Greet = """{"id":"tensorzero::function_name::greet","object":"model","created":0,"owned_by":"tensorzero"}""";

    private const string M = """{"id":"tensorzero::model_name::m","object":"model","created":0,"owned_by":"tensorzero"}""";

    [Test]
    public async Task Functions_and_models_are_listed_by_the_names_that_requests_use()
    {
        await using var world = await OpenAIWorld.StartAsync();

        var reply = await world.Gateway.SendAsync(HttpMethod.Get, "/openai/v1/models");

        Assert.That(reply.Body, Is.EqualTo(
            $$"""{"object":"list","data":[{{Greet.Replace("greet", "extract")}},{{Greet}},{{Greet.Replace("greet", "write")}},{{M}}]}""").NoClip);
    }

    [Test]
    public async Task One_is_found_by_its_name()
    {
        await using var world = await OpenAIWorld.StartAsync();

        Assert.That((await world.Gateway.SendAsync(HttpMethod.Get, "/openai/v1/models/tensorzero::model_name::m")).Body, Is.EqualTo(M));
        Assert.That((await world.Gateway.SendAsync(HttpMethod.Get, "/openai/v1/models/tensorzero%3A%3Afunction_name%3A%3Agreet")).Body, Is.EqualTo(Greet));
        var unknown = await world.Gateway.SendAsync(HttpMethod.Get, "/openai/v1/models/gpt%2F5");
        Assert.That(unknown.Status, Is.EqualTo(404));
        Assert.That(unknown.Json.GetProperty("error").GetProperty("type").GetString(), Is.EqualTo("invalid_request_error"));
    }

    [TestCase(true, 200)]
    [TestCase(false, 404)]
    public async Task Without_the_prefix_it_is_served_when_asked_for(bool asked, int status)
    {
        await using var world = await OpenAIWorld.StartAsync(options => options.ServeOpenAIWithoutPrefix = asked);

        Assert.That((await world.Gateway.SendAsync(HttpMethod.Get, "/v1/models")).Status, Is.EqualTo(status));
    }
}
