using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>
/// Reads quantiles of latencies. The database counts how often each millisecond occurred, which is few rows; the places of the quantiles are
/// counted off from these.
/// </summary>
internal static class LatencyRows
{
    public static async Task<IReadOnlyList<LatencyStatistics>> ReadAsync(
        NpgsqlConnection connection, LatencyQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder("WITH source AS (\n");
        AppendSource(sql, parameters, query);
        var keys = StatisticsKeys.Columns(query.GroupBy, query.Period);
        sql.Append(
            $"""
            )
            SELECT {keys}, 0::bigint, i.response_time_ms, count(*) FROM source i GROUP BY {StatisticsKeys.Numbers(LatencyCounts.GroupedColumns)}
            UNION ALL
            SELECT {keys}, 1::bigint, i.ttft_ms, count(*) FROM source i GROUP BY {StatisticsKeys.Numbers(LatencyCounts.GroupedColumns)}
            ORDER BY {StatisticsKeys.Numbers(LatencyCounts.GroupedColumns)}
            """);

        var counts = new LatencyCounts();
        await PostgresRows.ForEachAsync(connection, parameters, sql.ToString(), counts.Add, cancellationToken).ConfigureAwait(false);
        return counts.ToStatistics(query.Quantiles);
    }

    private static void AppendSource(StringBuilder sql, PostgresParameters parameters, LatencyQuery query)
    {
        if (query.Of == LatencyOf.Calls)
        {
            sql.Append(
                $"""
                SELECT i.function_name, i.variant_name, i.model_name, i.model_provider_name, i.timestamp, i.response_time_ms, i.ttft_ms
                FROM {PostgresSchema.Name}.model_inference i WHERE NOT i.cached
                """).AppendNames(parameters, query).AppendModel(parameters, query.ModelName, query.ProviderName).AppendTimes(parameters, query);
            return;
        }

        AppendInferences("chat_inference");
        sql.Append("\nUNION ALL\n");
        AppendInferences("json_inference");

        void AppendInferences(string table) => sql
            .Append("SELECT i.function_name, i.variant_name, i.timestamp, i.processing_time_ms AS response_time_ms, i.ttft_ms ")
            .Append($"FROM {PostgresSchema.Name}.{table} i WHERE true")
            .AppendNames(parameters, query)
            .AppendTimes(parameters, query);
    }
}
