namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Which quantiles of the sorted replicates bound an interval once bias and acceleration are corrected (Efron and Tibshirani 1993,
/// equations 14.9 to 14.15). Replicates equal to the estimate count half, so that discrete scores are not shifted.
/// </summary>
internal sealed class BcaCorrection
{
    private readonly double[] _replicates;

    public BcaCorrection(double[] replicates, double estimate, double[] leftOut)
    {
        _replicates = replicates;
        Bias = BiasOf(replicates, estimate);
        Acceleration = AccelerationOf(leftOut);
    }

    /// <summary>z₀: how far the estimate is from the median of the replicates, in standard normal units.</summary>
    public double Bias { get; }

    /// <summary>a: how fast the standard error changes with the true value.</summary>
    public double Acceleration { get; }

    public double Quantile(double probability)
    {
        var shifted = Bias + Quantiles.Normal(probability);
        var bent = 1 - (Acceleration * shifted);
        // Beyond the pole the interval is unbounded: the outermost replicate is the most that can be said.
        var corrected = bent > 0 ? 1 - Quantiles.NormalTail(Bias + (shifted / bent)) : shifted > 0 ? 1 : 0;
        return Quantile(_replicates, corrected);
    }

    /// <summary>The quantile of B sorted replicates: the (B + 1)·probability-th, interpolated.</summary>
    public static double Quantile(double[] sorted, double probability)
    {
        var place = Math.Clamp((probability * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static double BiasOf(double[] replicates, double estimate)
    {
        // Sums of the same values in another order differ in the last digits.
        var tolerance = 1e-12 * Math.Max(Math.Abs(estimate), replicates[^1] - replicates[0]);
        var below = replicates.Count(replicate => replicate < estimate - tolerance);
        var equal = replicates.Count(replicate => Math.Abs(replicate - estimate) <= tolerance);
        var share = (below + (0.5 * equal)) / replicates.Length;
        var least = 1.0 / (replicates.Length + 1);
        return Quantiles.Normal(Math.Clamp(share, least, 1 - least));
    }

    private static double AccelerationOf(double[] leftOut)
    {
        var mean = Moments.Mean(leftOut);
        var (squares, cubes) = (0.0, 0.0);
        foreach (var value in leftOut)
        {
            var distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
