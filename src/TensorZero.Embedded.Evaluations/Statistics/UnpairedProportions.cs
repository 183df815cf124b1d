namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Two rates measured on different independent datapoints. On the same datapoints <see cref="PairedProportions"/> shows smaller
/// differences with as many calls.
/// </summary>
/// <param name="First">The rate of the variant that is tried.</param>
/// <param name="Second">The rate of the one it is compared with.</param>
public sealed record UnpairedProportions(Proportion First, Proportion Second)
{
    /// <summary>The rate of the first minus the rate of the second.</summary>
    public double Difference => First.Rate - Second.Rate;

    /// <summary>
    /// The interval of the difference made of the squared distances to the ends of two Wilson intervals. Source: R. G. Newcombe (1998),
    /// Interval estimation for the difference between independent proportions, Statistics in Medicine 17, method 10.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The difference, first minus second, and its interval.</returns>
    public Estimate Interval(double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        var z = bounds.Quantile(confidence);
        var (firstLower, firstUpper) = Proportion.WilsonEnds(First.Rate, First.Trials, z);
        var (secondLower, secondUpper) = Proportion.WilsonEnds(Second.Rate, Second.Trials, z);
        return bounds.Estimate(
            Difference,
            Difference - double.Hypot(First.Rate - firstLower, secondUpper - Second.Rate),
            Difference + double.Hypot(firstUpper - First.Rate, Second.Rate - secondLower),
            confidence, -1, 1);
    }

    /// <summary>
    /// Fisher's exact test of equal rates. Two-sided it adds up all tables that are no likelier than the one observed. It rejects less
    /// often than its level. Source: R. A. Fisher (1934), Statistical Methods for Research Workers, 5th edition, section 21.02.
    /// </summary>
    /// <param name="alternative">What a rejection would show of the first's rate against the second's.</param>
    /// <returns>The p-value.</returns>
    public double FisherPValue(Alternative alternative = Alternative.TwoSided)
    {
        var successes = First.Successes + Second.Successes;
        var from = Math.Max(0, successes - Second.Trials);
        var observed = LogLikelihood(First.Successes, successes);
        var (sum, total) = (0.0, 0.0);
        for (var count = from; count <= Math.Min(successes, First.Trials); count++)
        {
            // Relative to the table observed; equally likely tables may differ in the last digits.
            var weight = Math.Exp(LogLikelihood(count, successes) - observed);
            total += weight;
            sum += IsExtreme(count, weight, alternative) ? weight : 0;
        }

        return Math.Min(1, sum / total);
    }

    private bool IsExtreme(int count, double weight, Alternative alternative) => alternative switch
    {
        Alternative.Greater => count >= First.Successes,
        Alternative.Less => count <= First.Successes,
        _ => weight <= 1 + 1e-7,
    };

    private double LogLikelihood(int count, int successes) =>
        LogChoose(First.Trials, count) + LogChoose(Second.Trials, successes - count);

    private static double LogChoose(int trials, int count) => MathNet.Numerics.SpecialFunctions.BinomialLn(trials, count);
}
