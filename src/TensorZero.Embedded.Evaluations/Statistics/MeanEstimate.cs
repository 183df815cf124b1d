namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// A mean with its standard error, and the t intervals and t tests that follow from them: of one sample, of paired differences, of two
/// samples (Welch), each with or without clusters. Rests on the mean being about normal, which skewed scores reach slowly; the
/// alternative is <see cref="Bootstrap"/>. Scores that are all alike have a standard error of 0: for pass or fail take
/// <see cref="Proportion"/>, which is not fooled.
/// </summary>
public sealed record MeanEstimate
{
    internal MeanEstimate(double mean, double standardError, double degreesOfFreedom)
    {
        Mean = mean;
        StandardError = standardError;
        DegreesOfFreedom = degreesOfFreedom;
    }

    /// <summary>The mean, or the difference of two.</summary>
    public double Mean { get; }

    /// <summary>The standard error of <see cref="Mean"/>; 0 when only one value or cluster is there.</summary>
    public double StandardError { get; }

    /// <summary>The degrees of freedom of Student's t; 0 when one value or cluster says nothing about the spread.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>The mean of independent values: Student (1908), The probable error of a mean, Biometrika 6.</summary>
    /// <param name="values">At least one finite value.</param>
    /// <returns>The mean, its standard error s/√n and n − 1 degrees of freedom.</returns>
    /// <exception cref="ArgumentException">There is no value, or one is not a finite number.</exception>
    public static MeanEstimate Of(IReadOnlyList<double> values)
    {
        var sample = Input.Values(values);
        var mean = Moments.Mean(sample);
        return new MeanEstimate(mean, Math.Sqrt(Moments.Variance(sample) / sample.Length), sample.Length - 1);
    }

    /// <summary>
    /// The mean of values in clusters, with the cluster-robust standard error CR2 and its degrees of freedom, which correct for few and
    /// unequal clusters. Source: R. M. Bell and D. F. McCaffrey (2002), Bias reduction in standard errors for linear regression with
    /// multi-stage samples, Survey Methodology 28, sections 3 and 4, for a model that has only a mean; the degrees of freedom are the fewer of
    /// those for clusters of unrelated values and of equal ones.
    /// </summary>
    /// <param name="values">At least one finite value.</param>
    /// <param name="clusters">The cluster of each value; null for independent values.</param>
    /// <returns>The mean of all values with a standard error that counts clusters.</returns>
    /// <exception cref="ArgumentException">There is no value, one is not a finite number, or a value has no cluster.</exception>
    public static MeanEstimate Of(IReadOnlyList<double> values, Clustering? clusters)
    {
        if (clusters is null)
        {
            return Of(values);
        }

        var sample = Input.Values(values);
        return ClusteredMean.Of(Moments.Mean(sample), Clustering.Split(sample, clusters));
    }

    /// <summary>The mean difference of pairs: the values of the same datapoints, in the same order.</summary>
    /// <param name="first">The values of the variant that is tried.</param>
    /// <param name="second">The values of the one it is compared with.</param>
    /// <param name="clusters">The cluster of each pair; null for independent pairs.</param>
    /// <returns>The mean of first minus second.</returns>
    /// <exception cref="ArgumentException">There is no pair, a value is not a finite number, or one has no partner.</exception>
    public static MeanEstimate OfPairs(IReadOnlyList<double> first, IReadOnlyList<double> second, Clustering? clusters = null) =>
        Of(Moments.Differences(first, second), clusters);

    /// <summary>
    /// The difference of two means of different datapoints. Source: B. L. Welch (1947), The generalization of "Student's" problem when
    /// several different population variances are involved, Biometrika 34; with Satterthwaite's degrees of freedom.
    /// </summary>
    /// <param name="other">The mean to subtract, of data independent of this one's.</param>
    /// <returns>The difference of the means.</returns>
    public MeanEstimate Minus(MeanEstimate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (own, others) = (StandardError * StandardError, other.StandardError * other.StandardError);
        var variance = own + others;
        var freedom = DegreesOfFreedom <= 0 || other.DegreesOfFreedom <= 0 ? 0
            : variance > 0 ? variance * variance / ((own * own / DegreesOfFreedom) + (others * others / other.DegreesOfFreedom))
            : DegreesOfFreedom + other.DegreesOfFreedom;
        return new MeanEstimate(Mean - other.Mean, Math.Sqrt(variance), freedom);
    }

    /// <summary>The t interval; the whole line when there is no degree of freedom.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The mean and its interval.</returns>
    public Estimate Interval(double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        var quantile = StudentQuantile(bounds.Tail(confidence));
        var margin = DegreesOfFreedom > 0 ? quantile * StandardError : double.PositiveInfinity;
        return bounds.Estimate(Mean, Mean - margin, Mean + margin, confidence);
    }

    /// <summary>The t test of a mean. Of a difference against minus a margin it is the non-inferiority test.</summary>
    /// <param name="mean">The mean under the null hypothesis.</param>
    /// <param name="alternative">What a rejection would show.</param>
    /// <returns>The p-value; 1 when there is no degree of freedom.</returns>
    public double PValue(double mean = 0, Alternative alternative = Alternative.TwoSided)
    {
        var difference = Mean - Input.Number(mean);
        if (DegreesOfFreedom <= 0)
        {
            return 1;
        }

        if (StandardError == 0)
        {
            return alternative.PValue(greater: difference > 0 ? 0 : 1, less: difference < 0 ? 0 : 1);
        }

        var t = difference / StandardError;
        return alternative.PValue(Quantiles.StudentTail(DegreesOfFreedom, t), Quantiles.StudentTail(DegreesOfFreedom, -t));
    }

    // Below a confidence of one half a one-sided end lies on the other side of the mean.
    private double StudentQuantile(double tail) =>
        tail <= 0.5 ? Quantiles.StudentUpper(DegreesOfFreedom, tail) : -Quantiles.StudentUpper(DegreesOfFreedom, 1 - tail);
}
