namespace TensorZero.Embedded;

/// <summary>The latest value of a float metric compares so to a number.</summary>
/// <param name="MetricName">The metric.</param>
/// <param name="Comparison">How the metric's value stands to <paramref name="Value"/>.</param>
/// <param name="Value">The number.</param>
public sealed record FloatMetricFilter(string MetricName, FilterComparison Comparison, double Value) : InferenceFilter;
