namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteStatisticsReader(SqliteReads reads) : IStatisticsReader
{
    public async ValueTask<IReadOnlyList<UsageStatistics>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => UsageRows.Read(connection, query), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<LatencyStatistics>> GetLatencyAsync(LatencyQuery query, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => LatencyRows.Read(connection, query), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ThroughputStatistics>> GetThroughputAsync(
        ThroughputQuery query, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => ThroughputRows.Read(connection, query), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<MetricStatistics>> GetMetricAsync(MetricQuery query, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => MetricRows.Read(connection, query), cancellationToken).ConfigureAwait(false);
}
