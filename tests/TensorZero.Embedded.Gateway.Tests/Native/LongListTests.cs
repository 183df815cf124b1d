namespace TensorZero.Embedded.Gateway.Tests.Native;

/// <summary>Lists that are longer than a page of ids and than what is sent at once.</summary>
internal sealed class LongListTests
{
    private const int Count = 250;

    private static readonly string Text = new('x', 1024);

    [Test]
    public async Task A_long_list_arrives_whole_and_in_order()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        var datapoints = Enumerable.Range(0, Count).Select(number =>
            $$"""{"type": "chat", "name": "{{number}}", "input": {"system": "{{Text}}"}, "function_name": "greet"}""");
        var created = await world.PostAsync("/v1/datasets/golden/datapoints", $$"""{"datapoints": [{{string.Join(',', datapoints)}}]}""");
        var ids = created.Json.GetProperty("ids").GetRawText();

        var found = await world.PostAsync("/v1/datasets/get_datapoints", $$"""{"ids": {{ids}}}""");
        var listed = await world.PostAsync(
            "/v1/datasets/golden/list_datapoints", $$"""{"limit": {{Count}}, "order_by": [{"by": "timestamp", "direction": "ascending"}]}""");

        var expected = Enumerable.Range(0, Count).Select(number => number.ToString());
        Assert.That(NamesOf(found), Is.EqualTo(expected));
        Assert.That(NamesOf(listed), Is.EqualTo(expected));
        Assert.That(found.Body, Has.Length.GreaterThan(Count * Text.Length));
    }

    private static IEnumerable<string?> NamesOf(GatewayReply reply) =>
        reply.Json.GetProperty("datapoints").EnumerateArray().Select(datapoint => datapoint.GetProperty("name").GetString());
}
