using System.Text;
using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Reads quantiles of latencies. The database counts how often each millisecond occurred, which is few rows; the places of the quantiles are
/// counted off from these.
/// </summary>
internal static class LatencyRows
{
    private const int Measure = StatisticsKeys.Count;
    private const int Value = StatisticsKeys.Count + 1;
    private const int Rows = StatisticsKeys.Count + 2;

    public static IReadOnlyList<LatencyStatistics> Read(SqliteConnection connection, LatencyQuery query)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder("WITH source AS (\n");
        AppendSource(sql, parameters, query);
        var keys = StatisticsKeys.Columns(query.GroupBy, query.Period);
        sql.Append(
            $"""
            )
            SELECT {keys}, 0, i.response_time_ms, count(*) FROM source i GROUP BY {StatisticsKeys.Numbers(Value + 1)}
            UNION ALL
            SELECT {keys}, 1, i.ttft_ms, count(*) FROM source i GROUP BY {StatisticsKeys.Numbers(Value + 1)}
            ORDER BY {StatisticsKeys.Numbers(Value + 1)}
            """);

        using var command = parameters.CreateCommand(connection, sql.ToString());
        using var reader = command.ExecuteReader();
        var groups = new List<(StatisticsKey Key, Distribution Whole, Distribution First)>();
        while (reader.Read())
        {
            var key = StatisticsKeys.Read(reader);
            if (groups.Count == 0 || groups[^1].Key != key)
            {
                groups.Add((key, new Distribution(), new Distribution()));
            }

            if (reader.GetOptionalNumber(Value) is { } milliseconds)
            {
                var distribution = reader.GetInt64(Measure) == 0 ? groups[^1].Whole : groups[^1].First;
                distribution.Add(milliseconds, reader.GetInt64(Rows));
            }
        }

        return groups.ConvertAll(group => new LatencyStatistics
        {
            Key = group.Key,
            Count = group.Whole.Count,
            StreamCount = group.First.Count,
            ResponseTimes = QuantilesOf(group.Whole, query.Quantiles),
            TimesToFirstToken = QuantilesOf(group.First, query.Quantiles),
        });
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

    private static TimeSpan[] QuantilesOf(Distribution times, IReadOnlyList<double> quantiles) =>
        times.Count == 0 ? [] : [.. quantiles.Select(quantile => TimeSpan.FromMilliseconds(times.Quantile(quantile)))];
}
