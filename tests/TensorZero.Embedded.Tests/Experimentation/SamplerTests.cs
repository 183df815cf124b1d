using TensorZero.Embedded.Content;
using TensorZero.Embedded.Experimentation;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Experimentation;

internal sealed class SamplerTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];
    private static readonly StaticSampler Weighted = new(
        new Dictionary<string, double> { ["c"] = 1, ["a"] = 2, ["b"] = 1, ["off"] = 0 }, ["z", "y"]);

    [TestCase(0.0, "a")]
    [TestCase(0.2499, "a")]
    [TestCase(0.25, "b")]
    [TestCase(0.74, "c")]
    [TestCase(0.99999, "d")]
    public void Uniform_takes_the_variant_at_the_place(double place, string expected) =>
        Assert.That(UniformSampler.Instance.Next(Names, place), Is.EqualTo(expected));

    [TestCase("a,b,c,off,y,z", 0.0, "a")]
    [TestCase("a,b,c,off,y,z", 0.4999, "a")]
    [TestCase("a,b,c,off,y,z", 0.5, "b")]
    [TestCase("a,b,c,off,y,z", 0.7499, "b")]
    [TestCase("a,b,c,off,y,z", 0.75, "c")]
    [TestCase("a,b,c,off,y,z", 0.9999999, "c")]
    [TestCase("b,c,off,y,z", 0.4999, "b")]
    [TestCase("b,c,off,y,z", 0.5, "c")]
    [TestCase("off,y,z", 0.1, "z")]
    [TestCase("off,y", 0.9, "y")]
    [TestCase("off", 0.9, null)]
    public void Static_lays_weights_over_names_in_order_and_then_takes_fallbacks_in_theirs(string untried, double place, string? expected) =>
        Assert.That(Weighted.Next(untried.Split(','), place), Is.EqualTo(expected));

    [Test]
    public void Episodes_share_out_by_weight()
    {
        const int episodes = 20_000;
        var ids = new UuidV7Source(new ManualTime(), new Random(7));
        var counts = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0, ["c"] = 0 };
        for (var i = 0; i < episodes; i++)
        {
            counts[Weighted.Next(["a", "b", "c", "off", "y", "z"], StickyHash.PlaceOf("f", ids.Next()))!]++;
        }

        // Four standard deviations of a binomial share.
        foreach (var (name, share) in new[] { ("a", 0.5), ("b", 0.25), ("c", 0.25) })
        {
            Assert.That(counts[name], Is.EqualTo(episodes * share).Within(4 * Math.Sqrt(episodes * share * (1 - share))));
        }
    }

    [Test]
    public void Probabilities_are_shares_of_the_weight()
    {
        Assert.That(
            Weighted.Probabilities(["a", "b", "c", "off", "z"]),
            Is.EquivalentTo(new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.25, ["c"] = 0.25, ["off"] = 0, ["z"] = 0 }));
        Assert.That(UniformSampler.Instance.Probabilities(["a", "b"]), Is.EquivalentTo(new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.5 }));
    }

    // Of basic_test at 0.7256…, 0.2430…, 0.6262… (see StickyHashTests).
    [TestCase("0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", "", "v3")]
    [TestCase("018f0000-0000-7000-8000-000000000000", "", "v1")]
    [TestCase("0196b0f3-1111-7abc-9def-0123456789ab", "", "v2")]
    [TestCase("0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", "candidate_variants = { v3 = 1, v1 = 3 }", "v1")]
    [TestCase("0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", "candidate_variants = { v3 = 1, v1 = 2 }", "v3")]
    [TestCase("018f0000-0000-7000-8000-000000000000", "candidate_variants = { v3 = 4, v1 = 1 }", "v3")]
    [TestCase("018f0000-0000-7000-8000-000000000000", "candidate_variants = { v3 = 3, v1 = 1 }", "v1")]
    public async Task An_episode_keeps_the_variant_that_its_place_gives_it(string episode, string candidates, string variant)
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(Configuration(candidates));

        for (var i = 0; i < 3; i++)
        {
            var response = await world.Client.AskAsync(i == 1, new InferenceRequest { FunctionName = "basic_test", EpisodeId = Guid.Parse(episode) });
            Assert.That((response.VariantName, response.EpisodeId), Is.EqualTo((variant, Guid.Parse(episode))));
        }

        Assert.That(await world.RowsAsync("SELECT DISTINCT variant_name FROM chat_inference"), Is.EqualTo([variant]));
    }

    [Test]
    public async Task Variants_that_fail_are_followed_by_the_others_each_once_and_then_by_fallbacks_in_their_order()
    {
        await using var world = EngineWorld.Start(
            """
            [functions.f]
            type = "chat"
            variants.a = { type = "chat_completion", model = "dummy::error" }
            variants.b = { type = "chat_completion", model = "dummy::error" }
            variants.x = { type = "chat_completion", model = "dummy::error" }
            variants.y = { type = "chat_completion", model = "dummy::good" }
            variants.unused = { type = "chat_completion", model = "dummy::good" }

            [functions.f.experimentation]
            type = "static"
            candidate_variants = ["a", "b"]
            fallback_variants = ["x", "y"]
            """);
        for (var i = 0; i < 20; i++)
        {
            var response = await world.Client.InferAsync(InferenceRequest.ToFunction("f", "Hi"));
            Assert.That(response.VariantName, Is.EqualTo("y"));
        }

        var tried = await world.RowsAsync(
            "SELECT group_concat(variant_name, '') FROM (SELECT inference_id, variant_name FROM failed_call ORDER BY id) GROUP BY inference_id");
        Assert.That(tried, Has.Count.EqualTo(20));
        Assert.That(tried.Distinct(), Is.EquivalentTo(new[] { "abx", "bax" }));
    }

    private static string Configuration(string candidates) =>
        $"""
        [functions.basic_test]
        type = "chat"

        [functions.basic_test.variants.v1]
        type = "chat_completion"
        model = "m"

        [functions.basic_test.variants.v2]
        type = "chat_completion"
        model = "m"

        [functions.basic_test.variants.v3]
        type = "chat_completion"
        model = "m"

        {(candidates.Length == 0 ? "" : $"[functions.basic_test.experimentation]\ntype = \"static\"\n{candidates}")}
        """;
}
