namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Two variants that passed or failed the same independent datapoints. Only the datapoints on which they differ say which one is better.
/// With clusters, take <see cref="MeanEstimate"/> or <see cref="SignFlipTest"/> of the differences.
/// </summary>
public sealed record PairedProportions
{
    /// <summary>Counts datapoints by who passed them.</summary>
    /// <param name="both">Passed by both.</param>
    /// <param name="onlyFirst">Passed by the first alone.</param>
    /// <param name="onlySecond">Passed by the second alone.</param>
    /// <param name="neither">Passed by none.</param>
    /// <exception cref="ArgumentException">A count is negative, or all are 0.</exception>
    public PairedProportions(int both, int onlyFirst, int onlySecond, int neither)
    {
        Both = Input.Count(both, 0);
        OnlyFirst = Input.Count(onlyFirst, 0);
        OnlySecond = Input.Count(onlySecond, 0);
        Neither = Input.Count(neither, 0);
        Input.Count(both + onlyFirst + onlySecond + neither, 1, nameof(Pairs));
    }

    /// <summary>How many datapoints both passed.</summary>
    public int Both { get; }

    /// <summary>How many datapoints only the first passed.</summary>
    public int OnlyFirst { get; }

    /// <summary>How many datapoints only the second passed.</summary>
    public int OnlySecond { get; }

    /// <summary>How many datapoints none passed.</summary>
    public int Neither { get; }

    /// <summary>How many datapoints there are.</summary>
    public int Pairs => Both + OnlyFirst + OnlySecond + Neither;

    /// <summary>The rate of the first minus the rate of the second.</summary>
    public double Difference => (double)(OnlyFirst - OnlySecond) / Pairs;

    /// <summary>Counts the outcomes of the same datapoints, in the same order.</summary>
    /// <param name="first">Whether the first variant passed each datapoint.</param>
    /// <param name="second">Whether the second one did.</param>
    /// <returns>The four counts.</returns>
    /// <exception cref="ArgumentException">There is no datapoint, or one has no partner.</exception>
    public static PairedProportions Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Input.SameLength(first.Count, second.Count, nameof(second));
        var counts = new int[4];
        for (var i = 0; i < first.Count; i++)
        {
            counts[(first[i] ? 2 : 0) + (second[i] ? 1 : 0)]++;
        }

        return new PairedProportions(both: counts[3], onlyFirst: counts[2], onlySecond: counts[1], neither: counts[0]);
    }

    /// <summary>
    /// McNemar's test, exact: among datapoints on which the variants differ, each is equally likely to have passed. It rejects less often
    /// than its level. Source: Q. McNemar (1947), Note on the sampling error of the difference between correlated proportions or
    /// percentages, Psychometrika 12; exact after F. Mosteller (1952), Some statistical problems in measuring the subjective response to
    /// drugs, Biometrics 8.
    /// </summary>
    /// <param name="alternative">What a rejection would show of the first's rate against the second's.</param>
    /// <returns>The p-value; 1 when the variants never differ.</returns>
    public double McNemarPValue(Alternative alternative = Alternative.TwoSided)
    {
        var discordant = OnlyFirst + OnlySecond;
        return alternative.PValue(
            greater: Binomials.AtLeast(discordant, OnlyFirst, 0.5), less: Binomials.AtLeast(discordant, OnlySecond, 0.5));
    }

    /// <summary>
    /// McNemar's test with mid-p-values: what is observed counts half. Closer to its level than the exact test, seldom above it. Source:
    /// M. W. Fagerland, S. Lydersen and P. Laake (2013), The McNemar test for binary matched-pairs data, BMC Medical Research Methodology 13.
    /// </summary>
    /// <param name="alternative">What a rejection would show of the first's rate against the second's.</param>
    /// <returns>The p-value; 1 when the variants never differ.</returns>
    public double McNemarMidPValue(Alternative alternative = Alternative.TwoSided)
    {
        var discordant = OnlyFirst + OnlySecond;
        if (discordant == 0)
        {
            return 1;
        }

        var half = Binomials.Probability(discordant, OnlyFirst, 0.5) / 2;
        return alternative.PValue(
            greater: Binomials.AtLeast(discordant, OnlyFirst, 0.5) - half, less: Binomials.AtLeast(discordant, OnlySecond, 0.5) - half);
    }

    /// <summary>
    /// The score interval of the difference, which agrees with <see cref="PValue"/> at every margin. Source: T. Tango (1998), Equivalence
    /// test and confidence interval for the difference in proportions for the paired-sample design, Statistics in Medicine 17.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The difference, first minus second, and its interval.</returns>
    public Estimate Interval(double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        var z = bounds.Quantile(confidence);
        // The score falls as the assumed difference rises: each end is where it reaches z or −z.
        return bounds.Estimate(
            Difference,
            Quantiles.Root(difference => -Score(difference), -z, -1, 1),
            Quantiles.Root(difference => -Score(difference), z, -1, 1),
            confidence, -1, 1);
    }

    /// <summary>The score test of an assumed difference; of minus a margin, with <see cref="Alternative.Greater"/>, that of non-inferiority.</summary>
    /// <param name="difference">The difference under the null hypothesis, between −1 and 1, both excluded.</param>
    /// <param name="alternative">What a rejection would show.</param>
    /// <returns>The p-value.</returns>
    public double PValue(double difference, Alternative alternative = Alternative.TwoSided)
    {
        if (!(Math.Abs(difference) < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "The assumed difference must lie between -1 and 1, both excluded.");
        }

        var score = Score(difference);
        return alternative.PValue(greater: Quantiles.NormalTail(score), less: Quantiles.NormalTail(-score));
    }

    /// <summary>How many standard errors the data are above an assumed difference, at its most likely rates.</summary>
    internal double Score(double difference) => Score(OnlyFirst, OnlySecond, Pairs, difference);

    internal static double Score(int onlyFirst, int onlySecond, int pairs, double difference)
    {
        // The most likely rate of "only the second" under the assumed difference solves a·q² + b·q + c = 0.
        var a = 2.0 * pairs;
        var b = -onlyFirst - onlySecond + ((2.0 * pairs) - onlyFirst + onlySecond) * difference;
        var c = -onlySecond * difference * (1 - difference);
        var likely = (Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))) - b) / (2 * a);
        var variance = pairs * ((2 * likely) + (difference * (1 - difference)));
        var distance = onlyFirst - onlySecond - (pairs * difference);
        return variance > 1e-14 * pairs ? distance / Math.Sqrt(variance)
            : Math.Abs(distance) < 1e-9 ? 0
            : distance > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }
}
