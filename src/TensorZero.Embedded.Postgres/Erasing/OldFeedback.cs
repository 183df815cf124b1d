using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Reading;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Postgres.Erasing;

/// <summary>
/// Deletes feedback about inferences and episodes that began before a moment and are not there, deleted or never recorded: deleting inferences
/// does not find it.
/// </summary>
internal static class OldFeedback
{
    private static readonly (string Table, string Target)[] Tables =
    [
        ("boolean_metric_feedback", "target_id"), ("float_metric_feedback", "target_id"), ("comment_feedback", "target_id"),
        ("demonstration_feedback", "inference_id"),
    ];

    private static readonly string[] Inferences = ["chat_inference", "json_inference", "failed_inference"];

    /// <summary>Within the caller's transaction.</summary>
    /// <returns>How many pieces.</returns>
    public static async Task<long> DeleteAsync(NpgsqlConnection connection, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        foreach (var (table, target) in Tables)
        {
            var parameters = new PostgresParameters();
            var sql = new StringBuilder(
                $"DELETE FROM {PostgresSchema.Name}.{table} WHERE {target} IN ("
                + $"SELECT i.id FROM (SELECT DISTINCT {target} AS id FROM {PostgresSchema.Name}.{table}) i WHERE ");
            PostgresFilter.Append(sql, parameters, new TimeFilter(FilterComparison.LessThan, moment));
            foreach (var inferences in Inferences)
            {
                sql.Append($" AND NOT EXISTS (SELECT 1 FROM {PostgresSchema.Name}.{inferences} e WHERE e.episode_id = i.id)");
                sql.Append($" AND NOT EXISTS (SELECT 1 FROM {PostgresSchema.Name}.{inferences} e WHERE e.id = i.id)");
            }

            deleted += await PostgresRows.ExecuteAsync(connection, parameters, sql.Append(')').ToString(), cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }
}
