using System.Globalization;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>How often something happened in seeded runs; the line it prints is the one that docs/statistics.md shows.</summary>
internal sealed record Simulation(string Name, int Runs, double Rate)
{
    private static readonly int Soak = Environment.GetEnvironmentVariable("TENSORZERO_SOAK") == "1" ? 10 : 1;

    public double StandardError => Math.Sqrt(Math.Max(Rate * (1 - Rate), 1.0 / Runs) / Runs);

    public static Simulation Of(string name, int runs, Func<Random, bool> happened)
    {
        var total = runs * Soak;
        var count = Enumerable.Range(0, total).Count(run => happened(RandomOf(run)));
        var simulation = new Simulation(name, total, (double)count / total);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"MEASURED | {name} | {total} | {simulation.Rate:0.0000} |"));
        return simulation;
    }

    /// <summary>The mean of what each run gives.</summary>
    public static double Mean(string name, int runs, Func<Random, double> value)
    {
        var total = runs * Soak;
        var mean = Enumerable.Range(0, total).Average(run => value(RandomOf(run)));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"MEASURED | {name} | {total} | {mean:0.0000} |"));
        return mean;
    }

    /// <summary>Seeds far apart: those of neighbours give sequences that resemble one another.</summary>
    private static Random RandomOf(int run) => new((int)(((ulong)run + 1) * 0x9E3779B97F4A7C15 >> 33));

    /// <summary>No more often than a level, up to three standard errors of a rate of that level.</summary>
    public void IsAtMost(double level) =>
        Assert.That(Rate, Is.LessThanOrEqualTo(level + (3 * Math.Sqrt(level * (1 - level) / Runs))), $"{this}");

    /// <summary>At least as often as a level less a tolerance, up to three standard errors.</summary>
    public void IsAtLeast(double level) =>
        Assert.That(Rate, Is.GreaterThanOrEqualTo(level - (3 * Math.Sqrt(level * (1 - level) / Runs))), $"{this}");
}
