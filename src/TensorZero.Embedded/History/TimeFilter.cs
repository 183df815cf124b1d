namespace TensorZero.Embedded;

/// <summary>The time the inference began, known to the millisecond, compares so to a time.</summary>
/// <param name="Comparison">How the inference's time stands to <paramref name="Time"/>.</param>
/// <param name="Time">The time.</param>
public sealed record TimeFilter(FilterComparison Comparison, DateTimeOffset Time) : InferenceFilter;
