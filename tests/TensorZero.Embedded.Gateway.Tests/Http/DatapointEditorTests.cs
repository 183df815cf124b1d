using System.Text.Json;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Http;

internal sealed class DatapointEditorTests
{
    private const string Toml = ScriptedProvider.Configuration +
        """
        [gateway.auth]
        enabled = true

        [functions.plain]
        type = "chat"
        variants.only = { type = "chat_completion", model = "scripted" }
        """;

    [Test]
    public async Task Who_edited_and_copied_a_datapoint_is_known_by_the_key()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var key = await world.Engine.ApiKeys.CreateAsync("a test", null, default);
        var first = (await world.Engine.Datasets.CreateAsync("golden", [new NewDatapoint
        {
            FunctionName = "plain",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
        }])).Single();

        var edited = await SendAsync(
            HttpMethod.Patch,
            "/v1/datasets/golden/datapoints",
            $$"""{"datapoints": [{"type": "chat", "id": "{{first}}", "output": [{"type": "text", "text": "Hi"}]}]}""",
            "ids");
        var copied = await SendAsync(
            HttpMethod.Post, "/internal/datasets/other/datapoints/clone", $$"""{"datapoint_ids": ["{{edited}}"]}""", "datapoint_ids");

        var provenance = await world.Engine.Datasets.GetProvenanceAsync(copied);
        var editor = key.Split('-')[2];
        Assert.That(
            provenance!.Versions.Select(version => (version.DatapointId, version.Change, version.By)),
            Is.EqualTo(new[]
            {
                (first, DatapointChange.Created, null), (edited, DatapointChange.Edited, editor), (copied, DatapointChange.Cloned, editor),
            }));

        async Task<Guid> SendAsync(HttpMethod method, string path, string body, string member)
        {
            var reply = await world.SendAsync(method, path, body, ("Authorization", $"Bearer {key}"));
            Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
            return JsonElement.Parse(reply.Body).GetProperty(member)[0].GetGuid();
        }
    }
}
