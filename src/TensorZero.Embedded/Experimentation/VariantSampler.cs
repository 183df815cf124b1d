namespace TensorZero.Embedded.Experimentation;

/// <summary>
/// Chooses the variant of a request among those not yet tried. Immutable, thread-safe.
/// </summary>
internal abstract class VariantSampler
{
    /// <summary>The next variant to try, or null when there is none left.</summary>
    /// <param name="untried">The variants not yet tried in this request, in ordinal order.</param>
    /// <param name="place">Where the episode falls for the function: see <see cref="StickyHash"/>.</param>
    public abstract string? Next(IReadOnlyList<string> untried, double place);

    /// <summary>How probable each variant is when none was tried, for display and tests.</summary>
    public abstract IReadOnlyDictionary<string, double> Probabilities(IReadOnlyList<string> variants);
}
