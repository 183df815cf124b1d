namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>What an evaluator's records are found by.</summary>
/// <param name="EvaluatorName">The evaluator.</param>
/// <param name="MetricName">The metric of its scores.</param>
/// <param name="JudgeFunctionName">The function of its judgements; null for none, and for those that are not wanted.</param>
internal sealed record RecordedMetric(string EvaluatorName, string MetricName, string? JudgeFunctionName);
