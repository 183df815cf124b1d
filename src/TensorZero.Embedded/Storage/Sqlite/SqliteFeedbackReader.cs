using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteFeedbackReader(SqliteReads reads) : IFeedbackReader
{
    private const string OfTarget =
        """
        SELECT id, 'boolean' AS kind, target_id, metric_name, value, NULL, NULL, NULL, timestamp, tags
        FROM boolean_metric_feedback WHERE target_id = $p0
        UNION ALL
        SELECT id, 'float', target_id, metric_name, NULL, value, NULL, NULL, timestamp, tags
        FROM float_metric_feedback WHERE target_id = $p0
        UNION ALL
        SELECT id, 'comment', target_id, NULL, NULL, NULL, value, NULL, timestamp, tags
        FROM comment_feedback WHERE target_id = $p0
        UNION ALL
        SELECT id, 'demonstration', inference_id, NULL, NULL, NULL, NULL, value, timestamp, tags
        FROM demonstration_feedback WHERE inference_id = $p0
        ORDER BY id
        """;

    public async ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken) =>
        await reads.RunAsync(
            connection => SqliteRows.Read(connection, With(targetId), OfTarget, StoredFeedbackRow.Read), cancellationToken).ConfigureAwait(false);

    public async ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken)
    {
        var column = level == FeedbackLevel.Inference ? "id" : "episode_id";
        var sql =
            $"""
            SELECT {FeedbackTargetRow.Columns}, 0 AS is_json, NULL AS output_schema, {ToolColumns.Names}
            FROM chat_inference WHERE {column} = $p0
            UNION ALL
            SELECT {FeedbackTargetRow.Columns}, 1, output_schema, NULL, NULL, NULL, NULL, NULL, NULL
            FROM json_inference WHERE {column} = $p0
            ORDER BY id DESC LIMIT 1
            """;
        var found = await reads
            .RunAsync(connection => SqliteRows.Read(connection, With(targetId), sql, FeedbackTargetRow.Read), cancellationToken)
            .ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private static SqliteParameters With(Guid id)
    {
        var parameters = new SqliteParameters();
        _ = parameters.Add(id);
        return parameters;
    }
}
