namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Estimates of many slices at once, each drawn towards what all have in common, the more the less is known of it: the worst of many small
/// slices mostly looks worse than it is. The prior's spread is not estimated and then taken for true, which gives intervals that are too
/// short, but averaged over, with a uniform shrinkage factor. Source: A. Gelman et al. (2013), Bayesian Data Analysis, 3rd edition,
/// sections 5.3 (rates) and 5.4 (means); the prior from M. J. Daniels (1999), A prior for the variance in hierarchical models, Canadian
/// Journal of Statistics 27, and C. L. Christiansen and C. N. Morris (1997), Hierarchical Poisson regression modeling, JASA 92.
/// </summary>
public static class ShrunkenSlices
{
    /// <summary>Shrinks the rates of slices.</summary>
    /// <param name="slices">At least one slice; no trial may be in two of them.</param>
    /// <param name="confidence">Between 0 and 1: the probability that a slice's interval holds its rate.</param>
    /// <returns>The posterior means and equal-tailed intervals, in the order of the slices.</returns>
    /// <exception cref="ArgumentException">There is no slice.</exception>
    public static IReadOnlyList<Estimate> OfRates(IReadOnlyList<Proportion> slices, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(slices);
        Input.Count(slices.Count, 1, nameof(slices));
        Input.Confidence(confidence);
        return BetaBinomialPosterior.Of(slices, confidence);
    }

    /// <summary>Shrinks the means of slices; slices without a standard error (one value, or all alike) must be left out.</summary>
    /// <param name="slices">At least one slice; no value may be in two of them.</param>
    /// <param name="confidence">Between 0 and 1: the probability that a slice's interval holds its mean.</param>
    /// <returns>The posterior means and intervals, in the order of the slices.</returns>
    /// <exception cref="ArgumentException">There is no slice, or one has no standard error.</exception>
    public static IReadOnlyList<Estimate> OfMeans(IReadOnlyList<MeanEstimate> slices, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(slices);
        Input.Count(slices.Count, 1, nameof(slices));
        var bad = slices.ToList().FindIndex(slice => !(slice.StandardError > 0));
        return bad < 0
            ? NormalPosterior.Of(slices, Input.Confidence(confidence))
            : throw new ArgumentException($"slices[{bad}] has no standard error: leave out slices of one value or of equal values.", nameof(slices));
    }
}
