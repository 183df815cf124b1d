using MathNet.Numerics;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>The coverage of intervals of rates, by exact enumeration of all counts.</summary>
public sealed class ProportionCoverageTests
{
    private static readonly Func<Proportion, Estimate> Wilson = proportion => proportion.Wilson();
    private static readonly Func<Proportion, Estimate> ClopperPearson = proportion => proportion.ClopperPearson();

    /// <summary>
    /// A. Agresti and B. A. Coull (1998), Approximate is better than "exact" for interval estimation of binomial proportions, The American
    /// Statistician 52, table 1: coverage of nominal 95 % intervals averaged over all rates.
    /// </summary>
    [TestCase(5, 0.990, 0.955)]
    [TestCase(15, 0.980, 0.953)]
    [TestCase(30, 0.973, 0.952)]
    [TestCase(50, 0.969, 0.952)]
    [TestCase(100, 0.965, 0.951)]
    public void The_mean_coverage_is_the_published_one(int trials, double exact, double score)
    {
        Assert.That(Math.Round(MeanCoverage(trials, ClopperPearson), 3), Is.EqualTo(exact));
        Assert.That(Math.Round(MeanCoverage(trials, Wilson), 3), Is.EqualTo(score));
    }

    [TestCase(Bounds.Both, 0.95)]
    [TestCase(Bounds.Both, 0.8)]
    [TestCase(Bounds.LowerOnly, 0.95)]
    [TestCase(Bounds.UpperOnly, 0.99)]
    public void Clopper_Pearson_never_covers_less_than_its_confidence(Bounds bounds, double confidence)
    {
        var least = 1.0;
        foreach (var trials in Enumerable.Range(1, 40).Concat([60, 100, 200]))
        {
            var intervals = Intervals(trials, proportion => proportion.ClopperPearson(confidence, bounds));
            // Coverage falls exactly where an interval ends: the worst rates are beside the ends.
            var worst = intervals.SelectMany(interval => new[]
            {
                interval.Lower - 1e-9, interval.Lower + 1e-9, interval.Upper - 1e-9, interval.Upper + 1e-9,
            });
            var rates = Enumerable.Range(1, 99).Select(step => step / 100.0).Concat(worst).Where(rate => rate is > 0 and < 1);
            least = Math.Min(least, rates.Min(rate => Coverage(trials, intervals, rate)));
        }

        TestContext.Out.WriteLine($"MEASURED | Clopper-Pearson {confidence} {bounds}, least coverage | exact | {least:0.0000} |");
        Assert.That(least, Is.GreaterThanOrEqualTo(confidence - 1e-7));
    }

    /// <summary>
    /// Beside the interval of one success, which for many trials begins at 0.1765/n, only no success covers: exp(−0.1765) = 0.838. The
    /// weakness of the score interval is stated, and bounded.
    /// </summary>
    [TestCase(20)]
    [TestCase(100)]
    [TestCase(1_000)]
    public void Wilson_covers_least_beside_the_interval_of_one_success(int trials)
    {
        var intervals = Intervals(trials, Wilson);

        var coverage = Coverage(trials, intervals, intervals[1].Lower - 1e-9);

        TestContext.Out.WriteLine($"MEASURED | Wilson 0.95, n = {trials}, least coverage | exact | {coverage:0.0000} |");
        Assert.That(coverage, Is.EqualTo(0.838).Within(0.003));
        Assert.That(Enumerable.Range(1, 999).Min(step => Coverage(trials, intervals, step / 1000.0)), Is.GreaterThan(coverage - 0.001));
    }

    private static Estimate[] Intervals(int trials, Func<Proportion, Estimate> interval) =>
        [.. Enumerable.Range(0, trials + 1).Select(successes => interval(new Proportion(successes, trials)))];

    private static double Coverage(int trials, Estimate[] intervals, double rate) =>
        intervals.Index().Where(interval => interval.Item.Contains(rate)).Sum(interval => Binomials.Probability(trials, interval.Index, rate));

    /// <summary>Over a uniform rate the integral of each count's probability is an incomplete beta function: nothing is sampled.</summary>
    private static double MeanCoverage(int trials, Func<Proportion, Estimate> interval) =>
        Intervals(trials, interval).Index().Sum(found =>
            SpecialFunctions.BetaRegularized(found.Index + 1.0, trials - found.Index + 1.0, found.Item.Upper) -
            SpecialFunctions.BetaRegularized(found.Index + 1.0, trials - found.Index + 1.0, found.Item.Lower)) / (trials + 1);
}
