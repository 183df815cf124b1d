using Npgsql;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Statistics;

internal sealed class PostgresStatisticsReader(PostgresDatabase database) : IStatisticsReader
{
    public ValueTask<IReadOnlyList<UsageStatistics>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, UsageRows.ReadAsync, cancellationToken);

    public ValueTask<IReadOnlyList<LatencyStatistics>> GetLatencyAsync(LatencyQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, LatencyRows.ReadAsync, cancellationToken);

    public ValueTask<IReadOnlyList<ThroughputStatistics>> GetThroughputAsync(ThroughputQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, ThroughputRows.ReadAsync, cancellationToken);

    public ValueTask<IReadOnlyList<MetricStatistics>> GetMetricAsync(MetricQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, MetricRows.ReadAsync, cancellationToken);

    private async ValueTask<IReadOnlyList<T>> ReadAsync<TQuery, T>(
        TQuery query, Func<NpgsqlConnection, TQuery, CancellationToken, Task<IReadOnlyList<T>>> read, CancellationToken cancellationToken) =>
        await database
            .RunAsync((connection, cancellation) => read(connection, query, cancellation), cancellationToken)
            .ConfigureAwait(false);
}
