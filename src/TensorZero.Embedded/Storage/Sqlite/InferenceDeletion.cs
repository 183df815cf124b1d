using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Deletes inferences with everything that belongs to them.</summary>
internal static class InferenceDeletion
{
    private static readonly string[] Inferences = ["chat_inference", "json_inference", "failed_inference"];
    private static readonly string[] Calls = ["model_inference", "failed_call"];
    private static readonly string[] EpisodeFeedback = ["boolean_metric_feedback", "float_metric_feedback", "comment_feedback"];

    /// <summary>Deletes what people said of evaluators' judgements of some inferences.</summary>
    /// <param name="list">The ids, with commas between them.</param>
    public static string HumanFeedbackAbout(string list) =>
        $"""
        DELETE FROM inference_evaluation_human_feedback WHERE feedback_id IN (
            SELECT id FROM boolean_metric_feedback WHERE target_id IN ({list})
            UNION ALL SELECT id FROM float_metric_feedback WHERE target_id IN ({list}))
        """;

    /// <summary>Within the caller's transaction.</summary>
    public static DeletionCounts Delete(SqliteConnection connection, IReadOnlyList<Guid> ids, bool withDatapoints)
    {
        if (ids.Count == 0)
        {
            return default;
        }

        var episodes = EpisodesOf(connection, ids);
        foreach (var table in Inferences)
        {
            // The row's own tags lead to the tag table's rows, which no index finds by the inference.
            _ = Execute(connection, ids, list =>
                $"""
                DELETE FROM inference_tag WHERE (key, value, inference_id) IN (
                    SELECT t.key, t.value, i.id FROM {table} i, json_each(i.tags) t WHERE i.id IN ({list}))
                """);
        }

        _ = Execute(connection, ids, list => $"DELETE FROM inference_evaluation_human_feedback WHERE evaluator_inference_id IN ({list})");
        var calls = Calls.Sum(table => Execute(connection, ids, list => $"DELETE FROM {table} WHERE inference_id IN ({list})"));
        _ = Execute(connection, ids, HumanFeedbackAbout);
        var feedback = DeleteFeedback(connection, ids)
            + Execute(connection, ids, list => $"DELETE FROM demonstration_feedback WHERE inference_id IN ({list})");
        var datapoints = withDatapoints
            ? Execute(connection, ids, list => $"DELETE FROM datapoint WHERE source_inference_id IN ({list})")
            : 0;
        var inferences = Inferences.Sum(table => Execute(connection, ids, list => $"DELETE FROM {table} WHERE id IN ({list})"));
        feedback += DeleteFeedback(connection, [.. episodes.Except(Present(connection, episodes))]);
        return new DeletionCounts(inferences, calls, feedback, datapoints);
    }

    private static List<Guid> EpisodesOf(SqliteConnection connection, IReadOnlyList<Guid> ids) =>
        Union(connection, ids, "SELECT episode_id FROM {0} WHERE id IN ({1})");

    /// <summary>Those of the episodes that still have an inference.</summary>
    private static List<Guid> Present(SqliteConnection connection, IReadOnlyList<Guid> episodes) =>
        Union(connection, episodes, "SELECT episode_id FROM {0} WHERE episode_id IN ({1})");

    private static List<Guid> Union(SqliteConnection connection, IReadOnlyList<Guid> ids, string select)
    {
        var parameters = new SqliteParameters();
        var list = string.Join(", ", ids.Select(parameters.Add));
        var sql = string.Join(" UNION ", Inferences.Select(table => string.Format(null, select, table, list)));
        return SqliteRows.Read(connection, parameters, sql, static (_, id) => id);
    }

    private static long DeleteFeedback(SqliteConnection connection, IReadOnlyList<Guid> targets) =>
        EpisodeFeedback.Sum(table => Execute(connection, targets, list => $"DELETE FROM {table} WHERE target_id IN ({list})"));

    private static long Execute(SqliteConnection connection, IReadOnlyList<Guid> ids, Func<string, string> sql)
    {
        var parameters = new SqliteParameters();
        using var command = parameters.CreateCommand(connection, sql(string.Join(", ", ids.Select(parameters.Add))));
        return command.ExecuteNonQuery();
    }
}
