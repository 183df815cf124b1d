using System.Text;
using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

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
    public static long Delete(SqliteConnection connection, DateTimeOffset moment)
    {
        var deleted = 0L;
        foreach (var (table, target) in Tables)
        {
            var parameters = new SqliteParameters();
            var sql = new StringBuilder(
                $"DELETE FROM {table} WHERE {target} IN (SELECT i.id FROM (SELECT DISTINCT {target} AS id FROM {table}) i WHERE ");
            SqliteFilter.Append(sql, parameters, new TimeFilter(FilterComparison.LessThan, moment));
            foreach (var inferences in Inferences)
            {
                sql.Append($" AND NOT EXISTS (SELECT 1 FROM {inferences} e WHERE e.episode_id = i.id)");
                sql.Append($" AND NOT EXISTS (SELECT 1 FROM {inferences} e WHERE e.id = i.id)");
            }

            using var command = parameters.CreateCommand(connection, sql.Append(')').ToString());
            deleted += command.ExecuteNonQuery();
        }

        return deleted;
    }
}
