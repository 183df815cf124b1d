using TensorZero.Embedded.Gateway.Tests.Native;

namespace TensorZero.Embedded.Gateway.Tests.Http;

internal sealed class RouteTests
{
    [TestCase("/status")]
    [TestCase("/health")]
    [TestCase("/metrics")]
    public async Task HEAD_is_answered_as_GET_without_the_body(string path)
    {
        await using var world = await GatewayWorld.StartAsync("");

        var reply = await world.SendAsync(HttpMethod.Head, path);

        Assert.That((reply.Status, reply.Body), Is.EqualTo((200, "")));
    }

    [Test]
    public async Task A_dataset_with_a_slash_in_its_name_is_found_by_its_escaped_name()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);

        var reply = await world.PostAsync(
            "/v1/datasets/team%2Fdaily%20set/datapoints",
            """{"datapoints": [{"type": "chat", "function_name": "greet", "input": {"messages": []}}]}""");

        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        Assert.That(
            (await world.SendAsync(HttpMethod.Get, "/internal/datasets")).Body, Does.Contain("\"dataset_name\":\"team/daily set\""));
    }
}
