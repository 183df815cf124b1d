namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Several tests at once: across variants, evaluators or slices. The chance of even one false rejection stays at the level, however the
/// tests depend on one another. Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
/// Statistics 6.
/// </summary>
public static class Holm
{
    /// <summary>Adjusts p-values; reject where the adjusted one is at most the level.</summary>
    /// <param name="pValues">The p-values of all tests that were made, each between 0 and 1.</param>
    /// <returns>The adjusted p-values, in the same order.</returns>
    /// <exception cref="ArgumentException">A p-value is not between 0 and 1.</exception>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        foreach (var (rank, (index, pValue)) in pValues.Index().OrderBy(value => Input.Rate(value.Item, nameof(pValues))).Index())
        {
            largest = Math.Max(largest, Math.Min(1, (pValues.Count - rank) * pValue));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
