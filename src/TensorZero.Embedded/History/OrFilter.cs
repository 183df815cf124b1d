namespace TensorZero.Embedded;

/// <summary>At least one condition holds; false when there is none.</summary>
/// <param name="Children">The conditions.</param>
public sealed record OrFilter(params IReadOnlyList<InferenceFilter> Children) : InferenceFilter;
