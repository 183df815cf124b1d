using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>
/// How often 95 % intervals of means hold the mean, on named distributions. The tolerance grows with the skewness, as docs/statistics.md
/// says; it is stated, not hidden.
/// </summary>
public sealed class CoverageTests
{
    private static readonly Dictionary<string, (Func<Random, double> Draw, double Mean)> Distributions = new()
    {
        ["Normal"] = (random => random.Normal(3, 2), 3),
        ["Uniform"] = (random => random.NextDouble(), 0.5),
        ["Beta(0.5, 0.5)"] = (random => random.Beta(0.5, 0.5), 0.5),
        ["Beta(8, 2)"] = (random => random.Beta(8, 2), 0.8),
        ["Exponential"] = (random => -Math.Log(1 - random.NextDouble()), 1),
        ["LogNormal(0, 1)"] = (random => Math.Exp(random.Normal()), Math.Exp(0.5)),
    };

    [TestCase("Normal", 50, 0)]
    [TestCase("Uniform", 50, 0.005)]
    [TestCase("Beta(0.5, 0.5)", 50, 0.005)]
    [TestCase("Beta(8, 2)", 50, 0.01)]
    [TestCase("Exponential", 50, 0.025)]
    [TestCase("LogNormal(0, 1)", 50, 0.06)]
    [TestCase("LogNormal(0, 1)", 200, 0.04)]
    public void Student_intervals_cover(string distribution, int count, double tolerance)
    {
        var (draw, mean) = Distributions[distribution];

        Simulation.Of($"t, {distribution}, n = {count}", 4_000, random =>
            MeanEstimate.Of(Draw.Many(count, () => draw(random))).Interval().Contains(mean))
            .IsAtLeast(0.95 - tolerance);
    }

    [TestCase("Normal", 50, 0.02)]
    [TestCase("Uniform", 50, 0.02)]
    [TestCase("Beta(0.5, 0.5)", 50, 0.02)]
    [TestCase("Beta(8, 2)", 50, 0.02)]
    [TestCase("Exponential", 50, 0.025)]
    [TestCase("LogNormal(0, 1)", 50, 0.06)]
    [TestCase("LogNormal(0, 1)", 200, 0.04)]
    public void Bootstrap_intervals_cover(string distribution, int count, double tolerance)
    {
        var (draw, mean) = Distributions[distribution];
        var options = new BootstrapOptions { Resamples = 599 };

        Simulation.Of($"BCa, {distribution}, n = {count}", 1_500, random =>
            Bootstrap.Bca(Draw.Many(count, () => draw(random)), random, options).Contains(mean))
            .IsAtLeast(0.95 - tolerance);
    }

    [Test]
    public void Bootstrap_intervals_of_clusters_cover() =>
        Simulation.Of("BCa, 50 clusters of 1 to 6, half of the variance shared", 1_000, random =>
        {
            var (values, labels) = random.Clustered(50, 6, shared: 1);
            return Bootstrap.Bca(values, random, new BootstrapOptions { Resamples = 399, Clusters = Clustering.By(labels) }).Contains(0);
        }).IsAtLeast(0.93);

    [Test]
    public void Bootstrap_intervals_of_a_median_cover() =>
        Simulation.Of("Percentile, median of Exponential, n = 101", 800, random =>
            Bootstrap.Percentile(Draw.Many(101, () => -Math.Log(1 - random.NextDouble())), Median, random, new BootstrapOptions { Resamples = 399 })
                .Contains(Math.Log(2)))
            .IsAtLeast(0.93);

    [Test]
    public void Tango_intervals_cover() =>
        Simulation.Of("Tango, n = 100, rates 0.85 and 0.8, discordance 0.15", 4_000, random =>
        {
            var (first, second) = random.Pairs(100, onlyFirst: 0.1, onlySecond: 0.05, both: 0.75);
            return PairedProportions.Of(first, second).Interval().Contains(0.05);
        }).IsAtLeast(0.945);

    [TestCase(0.0)]
    [TestCase(0.8)]
    public void Effect_size_intervals_cover(double effect) =>
        Simulation.Of($"Paired effect size {effect}, n = 30", 300, random =>
            EffectSize.Paired(Draw.Many(30, () => random.Normal(effect)))!.Contains(effect))
            .IsAtLeast(0.95);

    private static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
