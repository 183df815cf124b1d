using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads how variants do by a metric: how often each value is the latest of a target.</summary>
internal static class MetricRows
{
    private static readonly StatisticsGroup[] Groups = [StatisticsGroup.Function, StatisticsGroup.Variant];

    public static IReadOnlyList<MetricStatistics> Read(SqliteConnection connection, MetricQuery query)
    {
        var parameters = new SqliteParameters();
        var metric = parameters.Add(query.MetricName);
        var sql = new StringBuilder().Append(
            $"""
            WITH latest AS (
                SELECT target_id, value, max(id) FROM (
                    SELECT target_id, value, id FROM float_metric_feedback WHERE metric_name = {metric}
                    UNION ALL
                    SELECT target_id, value, id FROM boolean_metric_feedback WHERE metric_name = {metric})
                GROUP BY target_id),
            answer AS (

            """);
        AppendAnswers("chat_inference");
        sql.Append("\nUNION ALL\n");
        AppendAnswers("json_inference");
        sql.Append(
            $"""
            ),
            target AS (
                SELECT value, function_name, variant_name, max(id) AS id, max(timestamp) AS timestamp
                FROM answer GROUP BY target_id, function_name, variant_name)
            SELECT {StatisticsKeys.Columns(Groups, query.Period)}, i.value, count(*) FROM target i WHERE 1
            """).AppendTimes(parameters, query).Append(StatisticsKeys.GroupAndOrder(StatisticsKeyRow.Count + 1));

        var counts = new MetricCounts();
        SqliteRows.ForEach(connection, parameters, sql.ToString(), counts.Add);
        return counts.ToStatistics();

        // The plus keeps SQLite from going through all of the function's inferences for each target.
        void AppendAnswers(string table) => sql
            .Append("SELECT latest.target_id, latest.value, i.function_name, i.variant_name, i.id, i.timestamp FROM latest ")
            .Append($"CROSS JOIN {table} i ON i.{(query.Level == FeedbackLevel.Inference ? "id" : "episode_id")} = latest.target_id WHERE 1")
            .AppendNames(parameters, query, function: "+i.function_name");
    }
}
