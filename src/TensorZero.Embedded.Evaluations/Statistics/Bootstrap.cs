namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Intervals from samples drawn with replacement from the data, for any statistic. For a paired comparison pass the differences. Given
/// clusters, whole clusters are drawn (A. C. Davison and D. V. Hinkley (1997), Bootstrap Methods and Their Application, section 3.8).
/// With the same values and a <see cref="Random"/> of the same seed the answer is the same. Below about 20 values or clusters the
/// intervals are too short.
/// </summary>
public static class Bootstrap
{
    /// <summary>
    /// The bias-corrected and accelerated interval of the mean. Source: B. Efron (1987), Better bootstrap confidence intervals, JASA 82,
    /// sections 2 to 6; the formulas as in B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, section 14.3.
    /// </summary>
    /// <param name="values">At least one finite value.</param>
    /// <param name="random">Where the samples come from.</param>
    /// <param name="options">How the interval is made; null for the defaults.</param>
    /// <returns>The mean and its interval; the whole line for a single value or cluster.</returns>
    /// <exception cref="ArgumentException">There is no value, one is not a finite number, or an option is out of its range.</exception>
    public static Estimate Bca(IReadOnlyList<double> values, Random random, BootstrapOptions? options = null) =>
        Bca(values, Moments.Mean, random, options);

    /// <inheritdoc cref="Bca(IReadOnlyList{double}, Random, BootstrapOptions?)"/>
    /// <summary>The bias-corrected and accelerated interval of any statistic; see the overload for the mean.</summary>
    /// <param name="values">At least one finite value.</param>
    /// <param name="statistic">What is estimated; called once for each sample.</param>
    /// <param name="random">Where the samples come from.</param>
    /// <param name="options">How the interval is made; null for the defaults.</param>
    public static Estimate Bca(IReadOnlyList<double> values, Statistic statistic, Random random, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        var sample = new BootstrapSample(values, statistic, options.Clusters);
        var tail = options.Bounds.Tail(options.Confidence);
        if (sample.Units < 2)
        {
            return options.Bounds.Estimate(sample.Estimate, double.NegativeInfinity, double.PositiveInfinity, options.Confidence);
        }

        var correction = new BcaCorrection(sample.Replicates(random, options.Resamples), sample.Estimate, sample.LeftOut());
        return options.Bounds.Estimate(sample.Estimate, correction.Quantile(tail), correction.Quantile(1 - tail), options.Confidence);
    }

    /// <summary>
    /// The percentile interval: the plainest one, and less accurate than <see cref="Bca(IReadOnlyList{double}, Random, BootstrapOptions?)"/>
    /// where the statistic is biased or its spread depends on its value. Source: B. Efron and R. J. Tibshirani (1993), An Introduction to
    /// the Bootstrap, section 13.3.
    /// </summary>
    /// <param name="values">At least one finite value.</param>
    /// <param name="statistic">What is estimated; called once for each sample.</param>
    /// <param name="random">Where the samples come from.</param>
    /// <param name="options">How the interval is made; null for the defaults.</param>
    /// <returns>The statistic and its interval; the whole line for a single value or cluster.</returns>
    /// <exception cref="ArgumentException">There is no value, one is not a finite number, or an option is out of its range.</exception>
    public static Estimate Percentile(IReadOnlyList<double> values, Statistic statistic, Random random, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        var sample = new BootstrapSample(values, statistic, options.Clusters);
        var tail = options.Bounds.Tail(options.Confidence);
        if (sample.Units < 2)
        {
            return options.Bounds.Estimate(sample.Estimate, double.NegativeInfinity, double.PositiveInfinity, options.Confidence);
        }

        var replicates = sample.Replicates(random, options.Resamples);
        return options.Bounds.Estimate(
            sample.Estimate, BcaCorrection.Quantile(replicates, tail), BcaCorrection.Quantile(replicates, 1 - tail), options.Confidence);
    }
}
