namespace TensorZero.Embedded;

/// <summary>The inference has a demonstration, or has none.</summary>
/// <param name="HasDemonstration">Which of both.</param>
public sealed record DemonstrationFilter(bool HasDemonstration = true) : InferenceFilter;
