namespace TensorZero.Embedded.Evaluations;

/// <summary>A variant answered to a datapoint, and the evaluators have looked at it.</summary>
/// <param name="VariantName">The variant.</param>
/// <param name="Datapoint">The datapoint.</param>
/// <param name="Response">The answer.</param>
/// <param name="Row">Scores and figures.</param>
public sealed record DatapointEvaluated(string VariantName, Datapoint Datapoint, InferenceResponse Response, EvaluationRow Row) : EvaluationUpdate;
