using MathNet.Numerics.Distributions;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>Scores drawn from named distributions.</summary>
internal static class Draw
{
    public static double[] Many(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    public static double Normal(this Random random, double mean = 0, double deviation = 1) =>
        MathNet.Numerics.Distributions.Normal.Sample(random, mean, deviation);

    public static bool Passes(this Random random, double rate) => random.NextDouble() < rate;

    public static double Beta(this Random random, double a, double b)
    {
        var x = Gamma.Sample(random, a, 1);
        return x / (x + Gamma.Sample(random, b, 1));
    }

    /// <summary>Whether two variants passed the same datapoints: alike, except for the discordant share.</summary>
    public static (bool[] First, bool[] Second) Pairs(this Random random, int count, double onlyFirst, double onlySecond, double both)
    {
        var first = new bool[count];
        var second = new bool[count];
        for (var i = 0; i < count; i++)
        {
            var place = random.NextDouble();
            first[i] = place < both + onlyFirst;
            second[i] = place < both || (place >= both + onlyFirst && place < both + onlyFirst + onlySecond);
        }

        return (first, second);
    }

    /// <summary>Values that share something within clusters of 1 to a greatest number of them.</summary>
    public static (double[] Values, int[] Clusters) Clustered(this Random random, int clusters, int largest, double shared)
    {
        var values = new List<double>();
        var labels = new List<int>();
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var common = random.Normal(0, shared);
            for (var i = random.Next(largest); i >= 0; i--)
            {
                values.Add(common + random.Normal());
                labels.Add(cluster);
            }
        }

        return ([.. values], [.. labels]);
    }
}
