using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Reads quantiles of latencies. The database counts how often each millisecond occurred, which is few rows; the places of the quantiles are
/// counted off from these.
/// </summary>
internal static class LatencyRows
{
    public static IReadOnlyList<LatencyStatistics> Read(SqliteConnection connection, LatencyQuery query)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder("WITH source AS (\n");
        AppendSource(sql, parameters, query);
        var keys = StatisticsKeys.Columns(query.GroupBy, query.Period);
        sql.Append(
            $"""
            )
            SELECT {keys}, 0, i.response_time_ms, count(*) FROM source i GROUP BY {StatisticsKeys.Numbers(LatencyCounts.GroupedColumns)}
            UNION ALL
            SELECT {keys}, 1, i.ttft_ms, count(*) FROM source i GROUP BY {StatisticsKeys.Numbers(LatencyCounts.GroupedColumns)}
            ORDER BY {StatisticsKeys.Numbers(LatencyCounts.GroupedColumns)}
            """);

        var counts = new LatencyCounts();
        SqliteRows.ForEach(connection, parameters, sql.ToString(), counts.Add);
        return counts.ToStatistics(query.Quantiles);
    }

    private static void AppendSource(StringBuilder sql, SqliteParameters parameters, LatencyQuery query)
    {
        if (query.Of == LatencyOf.Calls)
        {
            sql.Append(
                """
                SELECT i.function_name, i.variant_name, i.model_name, i.model_provider_name, i.timestamp, i.response_time_ms, i.ttft_ms
                FROM model_inference i WHERE i.cached = 0
                """).AppendNames(parameters, query).AppendModel(parameters, query.ModelName, query.ProviderName).AppendTimes(parameters, query);
            return;
        }

        AppendInferences("chat_inference");
        sql.Append("\nUNION ALL\n");
        AppendInferences("json_inference");

        void AppendInferences(string table) => sql
            .Append("SELECT i.function_name, i.variant_name, i.timestamp, i.processing_time_ms AS response_time_ms, i.ttft_ms ")
            .Append($"FROM {table} i WHERE 1")
            .AppendNames(parameters, query)
            .AppendTimes(parameters, query);
    }
}
