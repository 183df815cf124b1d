namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads how variants do by a metric: how often each value is the latest of a target.</summary>
internal static class MetricRows
{
    private static readonly StatisticsGroup[] Groups = [StatisticsGroup.Function, StatisticsGroup.Variant];

    public static async Task<IReadOnlyList<MetricStatistics>> ReadAsync(
        ClickHouseClient client, MetricQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var (table, target) = query.Level == FeedbackLevel.Inference
            ? ("InferenceById", "m.id_uint")
            : ("InferenceByEpisodeId", "m.episode_id_uint");
        var sql =
            $"""
            SELECT {StatisticsKeys.Columns(Groups, query.Period)}, i.latest, count()
            FROM (
                SELECT m.function_name AS function_name, m.variant_name AS variant_name, any(l.latest) AS latest, max(m.id_uint) AS id_uint,
                    {IdSql.TimeOfKey("id_uint")} AS time
                FROM {table} m
                INNER JOIN ({Latest(parameters, query.MetricName)}) l ON l.target = {target}
                WHERE 1{StatisticsConditions.Names(parameters, query, "m.function_name", "m.variant_name")}
                GROUP BY l.target, m.function_name, m.variant_name) i
            WHERE 1{StatisticsConditions.Times(parameters, query, "i.id_uint")}{StatisticsKeys.GroupAndOrder(StatisticsKeys.Count + 1)}
            """;

        var variants = new List<(StatisticsKey Key, Distribution Values)>();
        await foreach (var (key, value, targets) in client.QueryAsync(sql, parameters, ReadRow, cancellationToken).ConfigureAwait(false))
        {
            if (variants.Count == 0 || variants[^1].Key != key)
            {
                variants.Add((key, new Distribution()));
            }

            variants[^1].Values.Add(value, targets);
        }

        return variants.ConvertAll(variant =>
            new MetricStatistics(variant.Key, variant.Values.Count, variant.Values.Mean(), variant.Values.Variance()));
    }

    private static string Latest(ClickHouseParameters parameters, string metricName)
    {
        var metric = parameters.Add(metricName);
        string Of(string table) =>
            $"SELECT target_id, toFloat32(value) AS given, toUInt128(id) AS feedback FROM {table} WHERE metric_name = {metric}";
        return
            $"""
            SELECT toUInt128(target_id) AS target, argMax(given, feedback) AS latest
            FROM ({Of("FloatMetricFeedback")} UNION ALL {Of("BooleanMetricFeedback")}) GROUP BY target_id
            """;
    }

    private static (StatisticsKey Key, double Value, long Targets) ReadRow(ClickHouseRow row) =>
        (StatisticsKeys.Read(row), row.GetDouble(StatisticsKeys.Count), row.GetInt64(StatisticsKeys.Count + 1));
}
