using MathNet.Numerics.Distributions;

namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// An interval for the rate of passes where answers come in clusters, which keeps its confidence near 0 and 1 too: Clopper's and Pearson's,
/// with as many trials as the clustered answers are worth. Clusters that are all alike count as one trial each. Source: E. L. Korn and
/// B. I. Graubard (1998), Confidence intervals for proportions with small expected number of positive counts estimated from survey data,
/// Survey Methodology 24; standard errors and degrees of freedom as in <see cref="MeanEstimate"/>.
/// </summary>
public static class ClusteredRate
{
    /// <summary>Estimates the rate.</summary>
    /// <param name="values">1 for a pass, 0 for a failure; at least one.</param>
    /// <param name="clusters">Which of them belong together.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry it.</param>
    /// <exception cref="ArgumentException">There is no value, or one that is neither 0 nor 1, or the clusters are of another length.</exception>
    public static Estimate KornGraubard(
        IReadOnlyList<double> values, Clustering clusters, double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        Input.Confidence(confidence);
        if (Input.Values(values).FirstOrDefault(static value => value is not (0 or 1), 0) is not 0 and var bad)
        {
            throw new ArgumentException(FormattableString.Invariant($"A value is {bad}: passes are 1 and failures 0."), nameof(values));
        }

        var mean = MeanEstimate.Of(values, clusters);
        var trials = Worth(values.Count, clusters.Count, mean, bounds.Tail(confidence));
        var passes = mean.Mean * trials;
        var tail = bounds.Tail(confidence);
        var lower = passes <= 0 ? 0 : Beta.InvCDF(passes, trials - passes + 1, tail);
        var upper = passes >= trials ? 1 : Beta.InvCDF(passes + 1, trials - passes, 1 - tail);
        return bounds.Estimate(mean.Mean, lower, upper, confidence, 0, 1);
    }

    /// <summary>How many independent trials the answers are worth: at least as few as their spread says, never more than there are.</summary>
    private static double Worth(int count, int clusters, MeanEstimate mean, double tail)
    {
        if (!(mean.StandardError > 0))
        {
            return clusters;
        }

        var effective = mean.Mean * (1 - mean.Mean) / (mean.StandardError * mean.StandardError);
        var correction = StudentT.InvCDF(0, 1, count - 1, 1 - tail) / StudentT.InvCDF(0, 1, mean.DegreesOfFreedom, 1 - tail);
        return Math.Min(count, effective * correction * correction);
    }
}
