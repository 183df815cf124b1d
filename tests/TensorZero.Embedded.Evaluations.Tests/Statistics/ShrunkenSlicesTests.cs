using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>
/// Slices drawn in are nearer to the truth than raw ones. A posterior interval covers as stated on average over the spreads that the prior
/// expects: at a single spread a little less, when all slices are alike more.
/// </summary>
public sealed class ShrunkenSlicesTests
{
    private const double Tolerance = 0.03;

    [TestCase(5, 20.0)]
    [TestCase(12, 20.0)]
    [TestCase(12, 200.0)]
    public void Shrunken_rates_are_nearer_and_their_intervals_cover(int slices, double alike)
    {
        var what = $"{slices} slices of 5 to 60, rates Beta({0.8 * alike:0}, {0.2 * alike:0})";

        var gain = Simulation.Mean($"Squared error of shrunken less that of raw rates, {what}", 300, random =>
        {
            var (rates, counts) = Rates(random, slices, alike);
            var shrunken = ShrunkenSlices.OfRates(counts);
            return Errors(rates, shrunken.Select(slice => slice.Value)) - Errors(rates, counts.Select(count => count.Rate));
        });
        var coverage = Simulation.Mean($"Coverage of shrunken rates, {what}", 300, random =>
        {
            var (rates, counts) = Rates(random, slices, alike);
            return ShrunkenSlices.OfRates(counts).Zip(rates, (slice, rate) => slice.Contains(rate) ? 1.0 : 0.0).Average();
        });

        Assert.That(gain, Is.LessThan(0));
        Assert.That(coverage, Is.GreaterThanOrEqualTo(0.95 - Tolerance));
    }

    [TestCase(4, 0.5)]
    [TestCase(10, 0.5)]
    [TestCase(10, 0.0)]
    public void Shrunken_means_are_nearer_and_their_intervals_cover(int slices, double spread)
    {
        var what = $"{slices} slices with errors 0.2 to 1, spread {spread}";

        var gain = Simulation.Mean($"Squared error of shrunken less that of raw means, {what}", 1_000, random =>
        {
            var (means, estimates) = Means(random, slices, spread);
            var shrunken = ShrunkenSlices.OfMeans(estimates);
            return Errors(means, shrunken.Select(slice => slice.Value)) - Errors(means, estimates.Select(slice => slice.Mean));
        });
        var coverage = Simulation.Mean($"Coverage of shrunken means, {what}", 1_000, random =>
        {
            var (means, estimates) = Means(random, slices, spread);
            return ShrunkenSlices.OfMeans(estimates).Zip(means, (slice, mean) => slice.Contains(mean) ? 1.0 : 0.0).Average();
        });

        Assert.That(gain, Is.LessThan(0));
        Assert.That(coverage, Is.GreaterThanOrEqualTo(0.95 - Tolerance));
    }

    [Test]
    public void A_small_extreme_slice_is_drawn_in_further_than_a_large_one()
    {
        var shrunken = ShrunkenSlices.OfRates([new(1, 4), new(50, 200), new(170, 200), new(80, 100), new(45, 50), new(88, 100)]);

        Assert.That(shrunken[0].Value, Is.InRange(0.35, 0.8));
        Assert.That(shrunken[1].Value, Is.InRange(0.25, 0.29));
        Assert.That(shrunken[0].Width, Is.GreaterThan(shrunken[1].Width * 3));
    }

    [Test]
    public void Slices_all_at_the_edge_keep_an_honest_interval()
    {
        var shrunken = ShrunkenSlices.OfRates([new(20, 20), new(30, 30), new(5, 5)]);

        Assert.That(shrunken.Select(slice => slice.Value), Is.All.InRange(0.9, 1.0));
        Assert.That(shrunken.Select(slice => slice.Lower), Is.All.InRange(0.7, 0.97));
    }

    [Test]
    public void A_single_mean_stays_what_it_is()
    {
        var slice = MeanEstimate.Of([1, 2, 3, 4, 5]);

        Assert.That(ShrunkenSlices.OfMeans([slice])[0].Value, Is.EqualTo(slice.Mean).Within(1e-12));
    }

    private static double Errors(double[] truth, IEnumerable<double> estimates) =>
        truth.Zip(estimates, (value, estimate) => (value - estimate) * (value - estimate)).Average();

    private static (double[] Rates, Proportion[] Counts) Rates(Random random, int slices, double alike)
    {
        var rates = Draw.Many(slices, () => random.Beta(0.8 * alike, 0.2 * alike));
        return (rates, [.. rates.Select(rate => Proportion.Of(Enumerable.Range(0, random.Next(5, 61)).Select(_ => random.Passes(rate)).ToArray()))]);
    }

    private static (double[] Means, MeanEstimate[] Estimates) Means(Random random, int slices, double spread)
    {
        var means = Draw.Many(slices, () => random.Normal(3, spread));
        return (means, [.. means.Select(mean =>
        {
            var error = 0.2 + (0.8 * random.NextDouble());
            return new MeanEstimate(random.Normal(mean, error), error, 100);
        })]);
    }
}
