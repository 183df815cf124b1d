namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The paired permutation test: if two variants do not differ, each difference could as well have had the other sign. Assumes nothing
/// else about the scores. Source: R. A. Fisher (1935), The Design of Experiments, section 21; the count (b + 1)/(m + 1) of drawn
/// permutations from B. Phipson and G. K. Smyth (2010), Permutation p-values should never be zero.
/// </summary>
public sealed record SignFlipTest
{
    /// <summary>Up to this many differences that are not 0 (or clusters) all 2ⁿ sign patterns are counted.</summary>
    public const int LargestExact = 20;

    private SignFlipTest(double difference, double pValue, bool isExact)
    {
        Difference = difference;
        PValue = pValue;
        IsExact = isExact;
    }

    /// <summary>The mean difference.</summary>
    public double Difference { get; }

    /// <summary>The p-value.</summary>
    public double PValue { get; }

    /// <summary>Whether all sign patterns were counted; otherwise they were drawn.</summary>
    public bool IsExact { get; }

    /// <summary>Tests whether paired differences lie around 0.</summary>
    /// <param name="differences">First minus second of each datapoint; at least one finite value.</param>
    /// <param name="random">Where sign patterns come from when they are too many to count.</param>
    /// <param name="alternative">What a rejection would show of the differences.</param>
    /// <param name="clusters">The cluster of each difference: a cluster's differences change their signs together. Null for none.</param>
    /// <param name="permutations">How many sign patterns are drawn, at least 99, when they are too many to count.</param>
    /// <returns>The mean difference and the p-value.</returns>
    /// <exception cref="ArgumentException">There is no difference, one is not a finite number, or one has no cluster.</exception>
    public static SignFlipTest Of(
        IReadOnlyList<double> differences, Random random, Alternative alternative = Alternative.TwoSided, Clustering? clusters = null,
        int permutations = 9_999)
    {
        ArgumentNullException.ThrowIfNull(random);
        Input.Count(permutations, 99);
        var sample = Input.Values(differences);
        double[] units = [.. Clustering.Split(sample, clusters).Select(unit => unit.Sum()).Where(sum => sum != 0)];
        var exact = units.Length <= LargestExact;
        var extreme = new ExtremeSums(units, alternative);
        var pValue = exact
            ? extreme.CountAll() / Math.Pow(2, units.Length)
            : (extreme.CountDrawn(random, permutations) + 1) / (permutations + 1.0);
        return new SignFlipTest(Moments.Mean(sample), pValue, exact);
    }
}
