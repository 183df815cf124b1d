namespace TensorZero.Embedded.Storage;

/// <summary>Answers <see cref="IInferenceStatistics"/> from rows. Queries are already checked.</summary>
internal interface IStatisticsReader
{
    ValueTask<IReadOnlyList<UsageStatistics>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<LatencyStatistics>> GetLatencyAsync(LatencyQuery query, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<ThroughputStatistics>> GetThroughputAsync(ThroughputQuery query, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<MetricStatistics>> GetMetricAsync(MetricQuery query, CancellationToken cancellationToken);
}
