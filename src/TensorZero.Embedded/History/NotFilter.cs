namespace TensorZero.Embedded;

/// <summary>The condition does not hold.</summary>
/// <param name="Child">The condition.</param>
public sealed record NotFilter(InferenceFilter Child) : InferenceFilter;
