namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Answers from rows, not from TensorZero's tables of statistics: these have neither exact quantiles nor milliseconds, and keep what was
/// deleted.
/// </summary>
internal sealed class ClickHouseStatisticsReader(ClickHouseClient client) : IStatisticsReader
{
    public async ValueTask<IReadOnlyList<UsageStatistics>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        await UsageRows.ReadAsync(client, query, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<LatencyStatistics>> GetLatencyAsync(LatencyQuery query, CancellationToken cancellationToken) =>
        await LatencyRows.ReadAsync(client, query, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ThroughputStatistics>> GetThroughputAsync(
        ThroughputQuery query, CancellationToken cancellationToken) =>
        await ThroughputRows.ReadAsync(client, query, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<MetricStatistics>> GetMetricAsync(MetricQuery query, CancellationToken cancellationToken) =>
        await MetricRows.ReadAsync(client, query, cancellationToken).ConfigureAwait(false);
}
