namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Counts inferences.</summary>
internal static class ThroughputRows
{
    public static async Task<IReadOnlyList<ThroughputStatistics>> ReadAsync(
        ClickHouseClient client, ThroughputQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var answered = Source("InferenceById m FINAL", "m.id_uint", "1 AS answered, m.episode_id AS episode");
        var failed = Source("EmbeddedFailedInference m", IdSql.Key("m.id"), "0, m.episode_id");
        var sql =
            $"""
            SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)},
                countIf(i.answered = 1), countIf(i.answered = 0), uniqExactIf(i.episode, i.answered = 1)
            FROM ({answered}
            UNION ALL
            {failed}) i{StatisticsKeys.GroupAndOrder()}
            """;
        return await client.ListAsync(sql, parameters, ReadRow, cancellationToken).ConfigureAwait(false);

        string Source(string table, string key, string counted) =>
            $"""
            SELECT m.function_name AS function_name, m.variant_name AS variant_name, {IdSql.TimeOfKey(key)} AS time, {counted}
            FROM {table}
            WHERE 1{StatisticsConditions.Names(parameters, query, "m.function_name", "m.variant_name")}{StatisticsConditions.Times(parameters, query, key)}
            """;
    }

    private static ThroughputStatistics ReadRow(ClickHouseRow row) => new(
        StatisticsKeys.Read(row),
        row.GetInt64(StatisticsKeys.Count),
        row.GetInt64(StatisticsKeys.Count + 1),
        row.GetInt64(StatisticsKeys.Count + 2));
}
