using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>A variant against itself (A/A): no comparison finds a difference more often than its level says.</summary>
public sealed class SameAgainstSameTests
{
    private const double Alpha = 0.05;

    [Test]
    public void Paired_t_test() =>
        Simulation.Of("A/A paired t, n = 50, scores Beta(2, 1)", 20_000, random =>
            MeanEstimate.OfPairs(Draw.Many(50, () => random.Beta(2, 1)), Draw.Many(50, () => random.Beta(2, 1))).PValue() <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Sign_flip_test_counted() =>
        Simulation.Of("A/A sign-flip, all patterns, n = 12, differences Laplace", 10_000, random =>
            SignFlipTest.Of(Laplace(random, 12), random).PValue <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Sign_flip_test_drawn() =>
        Simulation.Of("A/A sign-flip, 199 drawn patterns, n = 60, differences Laplace", 10_000, random =>
            SignFlipTest.Of(Laplace(random, 60), random, permutations: 199).PValue <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Exact_McNemar_test() =>
        Simulation.Of("A/A McNemar exact, n = 200, discordance 0.2", 20_000, random => Pairs(random, 200).McNemarPValue() <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Mid_p_McNemar_test() =>
        Simulation.Of("A/A McNemar mid-p, n = 200, discordance 0.2", 20_000, random => Pairs(random, 200).McNemarMidPValue() <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Tango_score_test_of_a_margin() =>
        Simulation.Of("Tango, n = 200, discordance 0.2, truth exactly at margin 0.05, one-sided", 20_000, random =>
        {
            var (first, second) = random.Pairs(200, onlyFirst: 0.075, onlySecond: 0.125, both: 0.6);
            return PairedProportions.Of(first, second).PValue(-0.05, Alternative.Greater) <= Alpha;
        }).IsAtMost(Alpha);

    [Test]
    public void Welch_test() =>
        Simulation.Of("A/A Welch, n = 40 and 80, spreads 1 and 3", 20_000, random =>
            MeanEstimate.Of(Draw.Many(40, () => random.Normal())).Minus(MeanEstimate.Of(Draw.Many(80, () => random.Normal(0, 3)))).PValue() <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Fisher_test() =>
        Simulation.Of("A/A Fisher, n = 100 and 150, rate 0.8", 20_000, random => Unpaired(random, 100, 150).FisherPValue() <= Alpha)
            .IsAtMost(Alpha);

    [Test]
    public void Newcombe_interval() =>
        Simulation.Of("A/A Newcombe interval excludes 0, n = 100 and 150, rate 0.8", 20_000, random =>
            !Unpaired(random, 100, 150).Interval().Contains(0))
            .IsAtMost(Alpha);

    [TestCase(8)]
    [TestCase(30)]
    public void Clustered_t_test(int clusters) =>
        Simulation.Of($"A/A clustered t, {clusters} clusters of 1 to 10, half of the variance shared", 20_000, random =>
        {
            var (values, labels) = random.Clustered(clusters, 10, shared: 1);
            return MeanEstimate.Of(values, Clustering.By(labels)).PValue() <= Alpha;
        }).IsAtMost(Alpha);

    [Test]
    public void Clustered_difference_of_different_datapoints() =>
        Simulation.Of("A/A clustered Welch, 12 and 20 clusters of 1 to 10", 20_000, random =>
        {
            var (first, firstLabels) = random.Clustered(12, 10, shared: 1);
            var (second, secondLabels) = random.Clustered(20, 10, shared: 1);
            return MeanEstimate.Of(first, Clustering.By(firstLabels)).Minus(MeanEstimate.Of(second, Clustering.By(secondLabels))).PValue() <= Alpha;
        }).IsAtMost(Alpha);

    [Test]
    public void Clustered_sign_flip_test() =>
        Simulation.Of("A/A clustered sign-flip, 10 clusters of 1 to 10", 10_000, random =>
        {
            var (values, labels) = random.Clustered(10, 10, shared: 1);
            return SignFlipTest.Of(values, random, clusters: Clustering.By(labels)).PValue <= Alpha;
        }).IsAtMost(Alpha);

    [Test]
    public void Without_its_clusters_a_t_test_finds_differences_that_are_none()
    {
        var simulation = Simulation.Of("A/A t that ignores 30 clusters (for contrast)", 2_000, random =>
            MeanEstimate.Of(random.Clustered(30, 10, shared: 1).Values).PValue() <= Alpha);

        Assert.That(simulation.Rate, Is.GreaterThan(0.2));
    }

    private static double[] Laplace(Random random, int count) =>
        Draw.Many(count, () => (random.Passes(0.5) ? 1 : -1) * Math.Log(1 - random.NextDouble()));

    private static PairedProportions Pairs(Random random, int count)
    {
        var (first, second) = random.Pairs(count, onlyFirst: 0.1, onlySecond: 0.1, both: 0.6);
        return PairedProportions.Of(first, second);
    }

    private static UnpairedProportions Unpaired(Random random, int first, int second) => new(
        Proportion.Of(Enumerable.Range(0, first).Select(_ => random.Passes(0.8)).ToArray()),
        Proportion.Of(Enumerable.Range(0, second).Select(_ => random.Passes(0.8)).ToArray()));
}
