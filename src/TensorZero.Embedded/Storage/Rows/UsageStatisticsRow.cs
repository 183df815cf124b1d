namespace TensorZero.Embedded.Storage.Rows;

/// <summary>
/// The key, then: calls, cached ones, those with tokens, those with a cost; input tokens, output tokens, those read from and written to the
/// providers' caches; dollars.
/// </summary>
internal static class UsageStatisticsRow
{
    public static UsageStatistics Read(StoredRow row) => new()
    {
        Key = StatisticsKeyRow.Read(row),
        CallCount = row.GetInt64(StatisticsKeyRow.Count),
        CachedCallCount = row.GetInt64(StatisticsKeyRow.Count + 1),
        CallsWithTokens = row.GetInt64(StatisticsKeyRow.Count + 2),
        CallsWithCost = row.GetInt64(StatisticsKeyRow.Count + 3),
        InputTokens = row.GetInt64(StatisticsKeyRow.Count + 4),
        OutputTokens = row.GetInt64(StatisticsKeyRow.Count + 5),
        ProviderCacheReadInputTokens = row.GetInt64(StatisticsKeyRow.Count + 6),
        ProviderCacheWriteInputTokens = row.GetInt64(StatisticsKeyRow.Count + 7),
        Cost = row.GetOptionalMoney(StatisticsKeyRow.Count + 8),
    };
}
