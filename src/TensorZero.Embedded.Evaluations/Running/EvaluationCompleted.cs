namespace TensorZero.Embedded.Evaluations;

/// <summary>The evaluation is over, and everything is in the database.</summary>
/// <param name="Result">What it found.</param>
public sealed record EvaluationCompleted(EvaluationResult Result) : EvaluationUpdate;
