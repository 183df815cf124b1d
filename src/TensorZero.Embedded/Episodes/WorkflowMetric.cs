namespace TensorZero.Embedded;

/// <summary>A metric of a run's episodes.</summary>
/// <param name="MetricName">The metric.</param>
/// <param name="Count">How many episodes have a value.</param>
/// <param name="Mean">Their mean; of a boolean metric the share that is true.</param>
/// <param name="StandardDeviation">Of the sample; null for fewer than two values.</param>
/// <param name="Lower">
/// The lower bound of the mean's 95 % interval: Wilson's for boolean metrics, 1.96 standard errors for float ones; null where there is none.
/// </param>
/// <param name="Upper">The upper bound.</param>
public sealed record WorkflowMetric(string MetricName, long Count, double Mean, double? StandardDeviation, double? Lower, double? Upper);
