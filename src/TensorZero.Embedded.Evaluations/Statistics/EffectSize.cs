namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Standardised differences: how large a difference is beside the spread of the scores, so that evaluators of different scales can be
/// compared. The intervals turn the noncentral t distribution around and rest on scores being about normal. Source: J. H. Steiger and
/// R. T. Fouladi (1997), Noncentrality interval estimation and the evaluation of statistical models, in What If There Were No
/// Significance Tests?, chapter 9; as in G. Cumming and S. Finch (2001), Educational and Psychological Measurement 61.
/// </summary>
public static class EffectSize
{
    /// <summary>The mean of paired differences by their standard deviation (Cohen's d for pairs).</summary>
    /// <param name="differences">First minus second of each datapoint; at least two finite values.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The effect and its interval; null when all differences are alike.</returns>
    /// <exception cref="ArgumentException">There are too few differences, or one is not a finite number.</exception>
    public static Estimate? Paired(IReadOnlyList<double> differences, double confidence = 0.95)
    {
        var sample = Input.Values(differences, minimum: 2);
        var deviation = Math.Sqrt(Moments.Variance(sample));
        return Estimate(Moments.Mean(sample) / deviation, Math.Sqrt(sample.Length), sample.Length - 1, confidence);
    }

    /// <summary>The difference of two means by the pooled standard deviation (Cohen's d).</summary>
    /// <param name="first">The values of the variant that is tried; at least two.</param>
    /// <param name="second">The values of the one it is compared with, of other datapoints; at least two.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The effect and its interval; null when all values of each are alike.</returns>
    /// <exception cref="ArgumentException">There are too few values, or one is not a finite number.</exception>
    public static Estimate? Unpaired(IReadOnlyList<double> first, IReadOnlyList<double> second, double confidence = 0.95)
    {
        var left = Input.Values(first, minimum: 2);
        var right = Input.Values(second, minimum: 2);
        var freedom = left.Length + right.Length - 2;
        var pooled = (((left.Length - 1) * Moments.Variance(left)) + ((right.Length - 1) * Moments.Variance(right))) / freedom;
        var root = Math.Sqrt((double)left.Length * right.Length / (left.Length + right.Length));
        return Estimate((Moments.Mean(left) - Moments.Mean(right)) / Math.Sqrt(pooled), root, freedom, confidence);
    }

    private static Estimate? Estimate(double effect, double root, int freedom, double confidence)
    {
        var tail = Bounds.Both.Tail(confidence);
        if (!double.IsFinite(effect))
        {
            return null;
        }

        var t = effect * root;
        return Bounds.Both.Estimate(effect, Noncentrality(1 - tail) / root, Noncentrality(tail) / root, confidence);

        // As the noncentrality rises, less of the distribution lies below what was observed.
        double Noncentrality(double below)
        {
            var reach = 10 + (10 * Math.Abs(t) / Math.Sqrt(freedom)) + Math.Abs(t);
            return Quantiles.Root(delta => -NoncentralStudent.AtMost(t, freedom, delta), -below, -reach, reach);
        }
    }
}
