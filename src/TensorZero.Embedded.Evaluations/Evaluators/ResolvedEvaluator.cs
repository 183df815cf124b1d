namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>An evaluator with the metric that its scores are recorded as.</summary>
/// <param name="Evaluator">It.</param>
/// <param name="MetricName">The metric, as TensorZero names it.</param>
/// <param name="Cutoff">The configuration's deprecated cutoff; null for none.</param>
internal sealed record ResolvedEvaluator(IEvaluator Evaluator, string MetricName, double? Cutoff)
{
    public string Name => Evaluator.Name;
}
