namespace TensorZero.Embedded;

/// <summary>
/// Counts and sums what was recorded, from the rows themselves. The answers are the same whichever database holds them. Safe for any number
/// of callers. What was recorded in the last moments may still be on its way: see <see cref="IInferenceHistory.FlushAsync"/>. Every method
/// throws <see cref="ObservabilityStoreException"/> when observability is off or the database cannot be read, and
/// <see cref="ArgumentException"/> for a query that contradicts itself.
/// </summary>
public interface IInferenceStatistics
{
    /// <summary>Tokens and cost, by function, variant, model, provider and time.</summary>
    ValueTask<IReadOnlyList<UsageStatistics>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken = default);

    /// <summary>Quantiles of how long calls or inferences took.</summary>
    ValueTask<IReadOnlyList<LatencyStatistics>> GetLatencyAsync(LatencyQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many inferences there were.</summary>
    ValueTask<IReadOnlyList<ThroughputStatistics>> GetThroughputAsync(ThroughputQuery query, CancellationToken cancellationToken = default);

    /// <summary>How the variants of functions do by a metric.</summary>
    ValueTask<IReadOnlyList<MetricStatistics>> GetMetricAsync(MetricQuery query, CancellationToken cancellationToken = default);
}
