namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Adds up tokens and cost.</summary>
internal static class UsageRows
{
    private const string Measured =
        """
        m.cached AS cached, m.input_tokens AS input, m.output_tokens AS output, m.provider_cache_read_input_tokens AS cache_read,
        m.provider_cache_write_input_tokens AS cache_write, m.cost AS cost
        """;

    public static async Task<IReadOnlyList<UsageStatistics>> ReadAsync(
        ClickHouseClient client, UsageQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var source = CallSource.Of(parameters, query, query.GroupBy, query.ModelName, query.ProviderName, Measured);
        var sql =
            $"""
            SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)},
                count(), countIf(i.cached), count(i.input + i.output), count(i.cost),
                ifNull(sum(i.input), 0), ifNull(sum(i.output), 0), ifNull(sum(i.cache_read), 0), ifNull(sum(i.cache_write), 0), sum(i.cost)
            FROM {source}{StatisticsKeys.GroupAndOrder()}
            """;
        return await client.ListAsync(sql, parameters, ReadRow, cancellationToken).ConfigureAwait(false);
    }

    private static UsageStatistics ReadRow(ClickHouseRow row) => new()
    {
        Key = StatisticsKeys.Read(row),
        CallCount = row.GetInt64(StatisticsKeys.Count),
        CachedCallCount = row.GetInt64(StatisticsKeys.Count + 1),
        CallsWithTokens = row.GetInt64(StatisticsKeys.Count + 2),
        CallsWithCost = row.GetInt64(StatisticsKeys.Count + 3),
        InputTokens = row.GetInt64(StatisticsKeys.Count + 4),
        OutputTokens = row.GetInt64(StatisticsKeys.Count + 5),
        ProviderCacheReadInputTokens = row.GetInt64(StatisticsKeys.Count + 6),
        ProviderCacheWriteInputTokens = row.GetInt64(StatisticsKeys.Count + 7),
        Cost = row.GetOptionalMoney(StatisticsKeys.Count + 8),
    };
}
