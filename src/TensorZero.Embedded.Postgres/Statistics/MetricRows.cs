using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>Reads how variants do by a metric: how often each value is the latest of a target.</summary>
internal static class MetricRows
{
    private static readonly StatisticsGroup[] Groups = [StatisticsGroup.Function, StatisticsGroup.Variant];

    public static async Task<IReadOnlyList<MetricStatistics>> ReadAsync(
        NpgsqlConnection connection, MetricQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var metric = parameters.Add(query.MetricName);
        var sql = new StringBuilder().Append(
            $"""
            WITH latest AS (
                SELECT DISTINCT ON (target_id) target_id, value FROM (
                    SELECT target_id, value, id FROM {PostgresSchema.Name}.float_metric_feedback WHERE metric_name = {metric}
                    UNION ALL
                    SELECT target_id, value::integer, id FROM {PostgresSchema.Name}.boolean_metric_feedback WHERE metric_name = {metric}) f
                ORDER BY target_id, id DESC),
            answer AS (

            """);
        AppendAnswers("chat_inference");
        sql.Append("\nUNION ALL\n");
        AppendAnswers("json_inference");
        sql.Append(
            $"""
            ),
            target AS (
                SELECT DISTINCT ON (target_id, function_name, variant_name) value, function_name, variant_name, id, timestamp
                FROM answer ORDER BY target_id, function_name, variant_name, id DESC)
            SELECT {StatisticsKeys.Columns(Groups, query.Period)}, i.value, count(*) FROM target i WHERE true
            """).AppendTimes(parameters, query).Append(StatisticsKeys.GroupAndOrder(StatisticsKeyRow.Count + 1));

        var counts = new MetricCounts();
        await PostgresRows.ForEachAsync(connection, parameters, sql.ToString(), counts.Add, cancellationToken).ConfigureAwait(false);
        return counts.ToStatistics();

        void AppendAnswers(string table) => sql
            .Append("SELECT latest.target_id, latest.value, i.function_name, i.variant_name, i.id, i.timestamp FROM latest ")
            .Append($"JOIN {PostgresSchema.Name}.{table} i ON i.{(query.Level == FeedbackLevel.Inference ? "id" : "episode_id")} = latest.target_id WHERE true")
            .AppendNames(parameters, query);
    }
}
