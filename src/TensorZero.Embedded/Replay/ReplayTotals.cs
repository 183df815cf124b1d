namespace TensorZero.Embedded;

/// <summary>One side of a <see cref="ReplayComparison"/>: the sum over all pairs.</summary>
/// <param name="Usage">Tokens and dollars; a number that is unknown for one inference is null.</param>
/// <param name="ProcessingTime">The sum of the times from request to answer.</param>
/// <param name="Metrics">The mean of each metric that an inference has a value for.</param>
public sealed record ReplayTotals(Usage Usage, TimeSpan ProcessingTime, IReadOnlyDictionary<string, MetricMean> Metrics);
