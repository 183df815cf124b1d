namespace TensorZero.Embedded;

/// <summary>How one variant does by a metric.</summary>
/// <param name="Key">The function and the variant, and the period when the query splits into periods.</param>
/// <param name="Count">How many targets have a value.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Variance">Their sample variance (n − 1); null for fewer than two values.</param>
public sealed record MetricStatistics(StatisticsKey Key, long Count, double Mean, double? Variance);
