using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Postgres.Erasing;

/// <summary>Deletes inferences with everything that belongs to them, within the caller's transaction.</summary>
internal sealed class InferenceDeletion(NpgsqlConnection connection, CancellationToken cancellationToken)
{
    private static readonly string[] Inferences = ["chat_inference", "json_inference", "failed_inference"];
    private static readonly string[] Calls = ["model_inference", "failed_call"];
    private static readonly string[] EpisodeFeedback = ["boolean_metric_feedback", "float_metric_feedback", "comment_feedback"];

    /// <summary>Deletes what people said of evaluators' judgements of some inferences.</summary>
    public const string HumanFeedback =
        $"""
        DELETE FROM {PostgresSchema.Name}.inference_evaluation_human_feedback WHERE feedback_id IN (
            SELECT id FROM {PostgresSchema.Name}.boolean_metric_feedback WHERE target_id = ANY ($1)
            UNION ALL SELECT id FROM {PostgresSchema.Name}.float_metric_feedback WHERE target_id = ANY ($1))
        """;

    public async Task<DeletionCounts> DeleteAsync(IReadOnlyList<Guid> ids, bool withDatapoints)
    {
        if (ids.Count == 0)
        {
            return default;
        }

        var episodes = await EpisodesAsync("id", ids).ConfigureAwait(false);
        _ = await DeleteAsync(["tag"], "target_id", ids).ConfigureAwait(false);
        await DeleteHumanFeedbackAsync(ids).ConfigureAwait(false);
        var calls = await DeleteAsync(Calls, "inference_id", ids).ConfigureAwait(false);
        var feedback = await DeleteAsync(EpisodeFeedback, "target_id", ids).ConfigureAwait(false)
            + await DeleteAsync(["demonstration_feedback"], "inference_id", ids).ConfigureAwait(false);
        var datapoints = withDatapoints ? await DeleteDatapointsAsync(ids).ConfigureAwait(false) : 0;
        var inferences = await DeleteAsync(Inferences, "id", ids).ConfigureAwait(false);
        var present = await EpisodesAsync("episode_id", episodes).ConfigureAwait(false);
        feedback += await DeleteAsync(EpisodeFeedback, "target_id", [.. episodes.Except(present)]).ConfigureAwait(false);
        return new DeletionCounts(inferences, calls, feedback, datapoints);
    }

    private async Task DeleteHumanFeedbackAsync(IReadOnlyList<Guid> ids)
    {
        var parameters = new PostgresParameters();
        _ = parameters.Add(ids);
        _ = await PostgresRows.ExecuteAsync(connection, parameters, HumanFeedback, cancellationToken).ConfigureAwait(false);
        _ = await DeleteAsync(["inference_evaluation_human_feedback"], "evaluator_inference_id", ids).ConfigureAwait(false);
    }

    private async Task<long> DeleteDatapointsAsync(IReadOnlyList<Guid> ids)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            WITH gone AS (DELETE FROM {PostgresSchema.Name}.datapoint WHERE source_inference_id = ANY ({parameters.Add(ids)}) RETURNING id),
            tags AS (DELETE FROM {PostgresSchema.Name}.tag WHERE target_id IN (SELECT id FROM gone))
            SELECT count(*) FROM gone
            """;
        return await PostgresRows.CountAsync(connection, parameters, sql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The episodes of the inferences whose column has one of these ids.</summary>
    private Task<List<Guid>> EpisodesAsync(string column, IReadOnlyList<Guid> ids)
    {
        var parameters = new PostgresParameters();
        var list = parameters.Add(ids);
        var sql = string.Join(
            " UNION ", Inferences.Select(table => $"SELECT episode_id FROM {PostgresSchema.Name}.{table} WHERE {column} = ANY ({list})"));
        return PostgresRows.ReadAsync(connection, parameters, sql, static (_, id) => id, cancellationToken);
    }

    private async Task<long> DeleteAsync(IEnumerable<string> tables, string column, IReadOnlyList<Guid> ids)
    {
        var sum = 0L;
        foreach (var table in tables)
        {
            var parameters = new PostgresParameters();
            var sql = $"DELETE FROM {PostgresSchema.Name}.{table} WHERE {column} = ANY ({parameters.Add(ids)})";
            sum += await PostgresRows.ExecuteAsync(connection, parameters, sql, cancellationToken).ConfigureAwait(false);
        }

        return sum;
    }
}
