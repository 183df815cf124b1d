namespace TensorZero.Embedded.Evaluations;

/// <summary>A variant has no answer to a datapoint. The evaluation goes on.</summary>
/// <param name="VariantName">The variant.</param>
/// <param name="Row">The datapoint, the repeat and the reason.</param>
public sealed record DatapointFailed(string VariantName, EvaluationRow Row) : EvaluationUpdate;
