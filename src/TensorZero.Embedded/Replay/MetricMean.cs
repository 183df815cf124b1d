namespace TensorZero.Embedded;

/// <summary>The mean of a metric's latest values.</summary>
/// <param name="Count">How many inferences have a value.</param>
/// <param name="Mean">The mean of these; booleans are 0 and 1.</param>
public readonly record struct MetricMean(long Count, double Mean);
