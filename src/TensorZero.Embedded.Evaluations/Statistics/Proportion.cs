namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// How many of a number of independent trials succeeded, and what follows for the rate behind them. Where trials come in clusters
/// (repeats of a datapoint, steps of an episode) use <see cref="MeanEstimate"/> with <see cref="Clustering"/> instead.
/// </summary>
public sealed record Proportion
{
    /// <summary>Counts successes among trials.</summary>
    /// <param name="successes">Between 0 and <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    public Proportion(int successes, int trials)
    {
        Trials = Input.Count(trials, 1);
        Successes = Input.Count(successes, 0);
        if (successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"There cannot be more successes than the {trials} trials.");
        }
    }

    /// <summary>How many succeeded.</summary>
    public int Successes { get; }

    /// <summary>How many were tried.</summary>
    public int Trials { get; }

    /// <summary>The share that succeeded.</summary>
    public double Rate => (double)Successes / Trials;

    /// <summary>Counts what is true.</summary>
    /// <param name="outcomes">At least one outcome.</param>
    /// <returns>The count of successes among all.</returns>
    /// <exception cref="ArgumentException">There is no outcome.</exception>
    public static Proportion Of(IReadOnlyCollection<bool> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return outcomes.Count > 0
            ? new Proportion(outcomes.Count(outcome => outcome), outcomes.Count)
            : throw new ArgumentException("There must be at least one outcome.", nameof(outcomes));
    }

    /// <summary>
    /// The score interval: close to its confidence on average, for few trials and extreme rates as well, at single rates a little below.
    /// Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The observed rate and its interval.</returns>
    public Estimate Wilson(double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        var (lower, upper) = WilsonEnds(Rate, Trials, bounds.Quantile(confidence));
        // At the edges the ends are exactly 0 and 1, which the formula misses by a rounding error.
        return bounds.Estimate(Rate, Successes == 0 ? 0 : lower, Successes == Trials ? 1 : upper, confidence, 0, 1);
    }

    /// <summary>
    /// The exact interval: at no rate does it hold the truth less often than its confidence says, and mostly it does so more often.
    /// Source: C. J. Clopper and E. S. Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial,
    /// Biometrika 26.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The observed rate and its interval.</returns>
    public Estimate ClopperPearson(double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        var tail = bounds.Tail(confidence);
        return bounds.Estimate(
            Rate,
            bounds == Bounds.UpperOnly ? 0 : Quantiles.Beta(Successes, Trials - Successes + 1.0, tail),
            bounds == Bounds.LowerOnly ? 1 : Quantiles.Beta(Successes + 1.0, Trials - Successes, 1 - tail),
            confidence, 0, 1);
    }

    /// <summary>
    /// The exact binomial test of a rate. Two-sided it is twice the smaller tail, so that it rejects exactly the rates outside of
    /// <see cref="ClopperPearson"/>.
    /// </summary>
    /// <param name="rate">The rate under the null hypothesis, between 0 and 1.</param>
    /// <param name="alternative">What a rejection would show.</param>
    /// <returns>The p-value.</returns>
    public double PValue(double rate, Alternative alternative = Alternative.TwoSided)
    {
        Input.Rate(rate);
        return alternative.PValue(
            greater: Binomials.AtLeast(Trials, Successes, rate), less: Binomials.AtMost(Trials, Successes, rate));
    }

    internal static (double Lower, double Upper) WilsonEnds(double rate, double trials, double z)
    {
        var square = z * z;
        var centre = rate + (square / (2 * trials));
        var margin = z / (2 * trials) * Math.Sqrt((4 * trials * rate * (1 - rate)) + square);
        var scale = 1 / (1 + (square / trials));
        return (Math.Clamp((centre - margin) * scale, 0, 1), Math.Clamp((centre + margin) * scale, 0, 1));
    }
}
