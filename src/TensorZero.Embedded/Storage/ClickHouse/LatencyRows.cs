namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Reads quantiles of latencies. The database counts how often each millisecond occurred, which is few rows; the places of the quantiles are
/// counted off from these.
/// </summary>
internal static class LatencyRows
{
    private const int Measure = StatisticsKeys.Count;
    private const int Value = StatisticsKeys.Count + 1;
    private const int Rows = StatisticsKeys.Count + 2;

    private const string Measured = "m.response_time_ms AS whole, m.ttft_ms AS first";

    public static async Task<IReadOnlyList<LatencyStatistics>> ReadAsync(
        ClickHouseClient client, LatencyQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var source = query.Of == LatencyOf.Calls
            ? CallSource.Of(parameters, query, query.GroupBy, query.ModelName, query.ProviderName, Measured, "NOT m.cached")
            : Inferences(parameters, query);
        var sql =
            $"""
            SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)}, measured.1, measured.2, count()
            FROM {source} ARRAY JOIN [(0, i.whole), (1, i.first)] AS measured{StatisticsKeys.GroupAndOrder(Value + 1)}
            """;

        var groups = new List<(StatisticsKey Key, Distribution Whole, Distribution First)>();
        await foreach (var (key, measure, value, rows) in client.QueryAsync(sql, parameters, ReadRow, cancellationToken).ConfigureAwait(false))
        {
            if (groups.Count == 0 || groups[^1].Key != key)
            {
                groups.Add((key, new Distribution(), new Distribution()));
            }

            if (value is { } milliseconds)
            {
                (measure == 0 ? groups[^1].Whole : groups[^1].First).Add(milliseconds, rows);
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

    private static string Inferences(ClickHouseParameters parameters, LatencyQuery query)
    {
        string Of(string table) =>
            $"""
            SELECT m.function_name AS function_name, m.variant_name AS variant_name, {IdSql.TimeOf("m.id")} AS time,
                m.processing_time_ms AS whole, m.ttft_ms AS first
            FROM {table} m
            WHERE 1{StatisticsConditions.Names(parameters, query, "m.function_name", "m.variant_name")}
                {StatisticsConditions.Times(parameters, query, IdSql.Key("m.id"))}
            """;
        return $"({Of("ChatInference")}\nUNION ALL\n{Of("JsonInference")}) i";
    }

    private static (StatisticsKey Key, long Measure, long? Value, long Rows) ReadRow(ClickHouseRow row) =>
        (StatisticsKeys.Read(row), row.GetInt64(Measure), row.GetOptionalNumber(Value), row.GetInt64(Rows));

    private static TimeSpan[] QuantilesOf(Distribution times, IReadOnlyList<double> quantiles) =>
        times.Count == 0 ? [] : [.. quantiles.Select(quantile => TimeSpan.FromMilliseconds(times.Quantile(quantile)))];
}
