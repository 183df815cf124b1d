namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// TensorZero's rule for stopping an evaluator early (<c>--adaptive-stopping-precision</c>): once at least 20 datapoints are done and the
/// 95 % interval is precise enough. It looks at a fixed-size interval again and again, so the interval at the stop holds the truth less
/// often than 95 %; <see cref="BettingSequence"/> is the honest way to stop early.
/// </summary>
public static class PrecisionRule
{
    /// <summary>How many datapoints must be done before the rule may stop.</summary>
    public const int MinimumDatapoints = 20;

    // TensorZero's own constant, not the quantile with all its digits.
    private const double Z = 1.96;

    /// <summary>The larger half of the Wilson interval of an evaluator that passes or fails.</summary>
    /// <param name="scores">What the evaluator said so far.</param>
    /// <returns>The greatest distance between the rate and an end.</returns>
    public static double HalfWidth(Proportion scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (lower, upper) = Proportion.WilsonEnds(scores.Rate, scores.Trials, Z);
        return Math.Max(scores.Rate - lower, upper - scores.Rate);
    }

    /// <summary>Half of the Wald interval of an evaluator with number scores; the spread is divided by n, not n − 1.</summary>
    /// <param name="scores">What the evaluator said so far.</param>
    /// <returns>1.96 standard errors; null for fewer than two scores.</returns>
    /// <exception cref="ArgumentException">A score is not a finite number.</exception>
    public static double? HalfWidth(IReadOnlyList<double> scores)
    {
        var sample = Input.Values(scores, minimum: 0);
        return sample.Length < 2 ? null : Z * Math.Sqrt(Moments.Variance(sample) * (sample.Length - 1)) / sample.Length;
    }

    /// <summary>Whether an evaluator may stop.</summary>
    /// <param name="completedDatapoints">How many datapoints are done, whether or not this evaluator gave them a score.</param>
    /// <param name="halfWidth">What <c>HalfWidth</c> says of its scores.</param>
    /// <param name="precision">The half-width asked for, greater than 0.</param>
    /// <returns>True once there are enough datapoints and the interval is as short as asked for.</returns>
    public static bool ShouldStop(int completedDatapoints, double? halfWidth, double precision)
    {
        Input.Count(completedDatapoints, 0);
        Input.Positive(precision);
        return completedDatapoints >= MinimumDatapoints && halfWidth <= precision;
    }
}
