using TensorZero.Embedded.Models;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models;

/// <summary>Prices over raw replies: exact, rounded once, and unknown rather than wrong.</summary>
internal sealed class CostTests
{
    private static IEnumerable<TestCaseData> Replies()
    {
        yield return Case("""{"usage":{"in":1000,"out":500}}""", 0.00075m);
        yield return Case("""{"usage":{"in":0,"out":0}}""", 0m);
        yield return Case("""{"usage":{"in":1000,"out":500,"cached":400}}""", 0.00057m);
        yield return Case("""{"usage":{"in":1000}}""", null);
        yield return Case("""{"usage":{"out":500}}""", 0.0005m);
        yield return Case("""{"usage":{"in":null,"out":500}}""", 0.0005m);
        yield return Case("""{"usage":{"in":"1000","out":500}}""", null);
        yield return Case("""{"usage":{"in":1000,"out":[]}}""", null);
        yield return Case("""{"usage":{"in":0,"out":0,"cached":9}}""", null);
        yield return Case("""{"usage":{"in":1,"out":1e40}}""", null);
        yield return Case("""{"usage":{"in":79228162514264337593543950335,"out":79228162514264337593543950335}}""", null);
        yield return Case("""{"usage":{"in":9e18,"out":9e18}}""", null);
        yield return Case("{}", null);
        yield return Case("", null);
        yield return Case("no JSON", null);

        static TestCaseData Case(string reply, decimal? cost) => new(reply, cost);
    }

    [TestCaseSource(nameof(Replies))]
    public async Task A_reply_costs(string reply, decimal? cost)
    {
        foreach (var streamed in new[] { false, true })
        {
            var provider = new CannedProvider("Hello") { RawResponse = reply };
            await using var world = EngineWorld.Start(
                CannedProvider.Configuration
                + """
                [[models.m.providers.a.cost]]
                pointer = "/usage/in"
                cost_per_million = 0.25

                [[models.m.providers.a.cost]]
                pointer = "/usage/out"
                cost_per_million = 1
                required = true

                [[models.m.providers.a.cost]]
                pointer = "/usage/cached"
                cost_per_million = -0.45
                """,
                options => options.AddProviderType("canned", _ => provider));

            var response = await world.Client.AskAsync(streamed, InferenceRequest.ToModel("m", "Hi"));

            Assert.That(response.Usage.Cost, Is.EqualTo(cost), streamed ? "streamed" : "whole");
            Assert.That(response.Usage.InputTokens, Is.EqualTo(3));
            Assert.That(
                await world.RowsAsync("SELECT cost_nano_usd FROM model_inference"),
                Is.EqualTo([cost is { } known ? $"{known * 1_000_000_000m:0}" : "null"]));
        }
    }

    [Test]
    public async Task Without_prices_the_cost_is_unknown()
    {
        await using var world = new CannedProvider("Hello") { RawResponse = """{"usage":{"in":1}}""" }.Start("");

        Assert.That((await world.Client.InferAsync(InferenceRequest.ToModel("m", "Hi"))).Usage.Cost, Is.Null);
        Assert.That(await world.RowsAsync("SELECT cost_nano_usd FROM model_inference"), Is.EqualTo(["null"]));
    }

    // Half a nano-dollar is rounded to the even one.
    [TestCase(0.5, 1, 0.0)]
    [TestCase(0.5, 3, 0.000000002)]
    [TestCase(0.5, 5, 0.000000002)]
    [TestCase(1.5, 1, 0.000000002)]
    [TestCase(2.5, 1, 0.000000002)]
    [TestCase(2.51, 1, 0.000000003)]
    public void A_sum_is_rounded_once_half_to_even(double nanoDollars, int units, double cost)
    {
        var path = new JsonPath("/n");
        var prices = new PriceList([new Price(path, path, (decimal)nanoDollars / 1_000_000_000m, true)]);

        Assert.That(prices.CostOf(System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{units}}}")), Is.EqualTo((decimal)cost));
    }

    [Test]
    public void Parts_are_added_before_they_are_rounded()
    {
        var tenth = 0.4m / 1_000_000_000m;
        var prices = new PriceList(
            [.. Enumerable.Range(0, 5).Select(number => new Price(new JsonPath($"/n{number}"), new JsonPath($"/n{number}"), tenth, true))]);

        Assert.That(prices.CostOf("""{"n0":1,"n1":1,"n2":1,"n3":1,"n4":1}"""u8.ToArray()), Is.EqualTo(0.000000002m));
    }

    [Test]
    public void In_a_stream_the_largest_number_counts_and_other_lines_do_not()
    {
        var path = new JsonPath("/usage/a~1b");
        var prices = new PriceList([new Price(new JsonPath("/never"), path, 1m, true)]);

        Assert.That(
            prices.CostOfStream("{\"x\":1}\n{\"usage\":{\"a/b\":3}}\n{\"usage\":null}\n{\"usage\":{\"a/b\":7}}\n{\"usage\":{\"a/b\":5}}\n[DONE]"u8.ToArray()),
            Is.EqualTo(7m));
        Assert.That(prices.CostOfStream("[DONE]"u8.ToArray()), Is.Null);
        Assert.That(prices.CostOfStream(default), Is.Null);
    }

    [TestCase("/a/1/b", """{"a":[0,{"b":5}]}""", 5)]
    [TestCase("/a/01/b", """{"a":[0,{"b":5}]}""", null)]
    [TestCase("/a/2/b", """{"a":[0,{"b":5}]}""", null)]
    [TestCase("/a/-1", """{"a":[4]}""", null)]
    [TestCase("/m~0n", """{"m~n":5}""", 5)]
    [TestCase("/~01", """{"~1":5}""", 5)]
    public void A_pointer_finds(string pointer, string json, int? value) =>
        Assert.That(new JsonPath(pointer).Find(System.Text.Json.JsonElement.Parse(json))?.GetInt32(), Is.EqualTo(value));
}
