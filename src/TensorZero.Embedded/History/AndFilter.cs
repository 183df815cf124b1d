namespace TensorZero.Embedded;

/// <summary>All conditions hold; true when there is none.</summary>
/// <param name="Children">The conditions.</param>
public sealed record AndFilter(params IReadOnlyList<InferenceFilter> Children) : InferenceFilter;
