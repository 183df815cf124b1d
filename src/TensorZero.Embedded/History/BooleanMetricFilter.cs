namespace TensorZero.Embedded;

/// <summary>The latest value of a boolean metric is this.</summary>
/// <param name="MetricName">The metric.</param>
/// <param name="Value">The value.</param>
public sealed record BooleanMetricFilter(string MetricName, bool Value) : InferenceFilter;
