namespace TensorZero.Embedded.Storage.Rows;

/// <summary>The key, then: answered inferences, others, episodes.</summary>
internal static class ThroughputStatisticsRow
{
    public static ThroughputStatistics Read(StoredRow row) => new(
        StatisticsKeyRow.Read(row),
        row.GetInt64(StatisticsKeyRow.Count),
        row.GetInt64(StatisticsKeyRow.Count + 1),
        row.GetInt64(StatisticsKeyRow.Count + 2));
}
