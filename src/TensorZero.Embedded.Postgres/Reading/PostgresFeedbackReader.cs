using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Reading;

internal sealed class PostgresFeedbackReader(PostgresDatabase database) : IFeedbackReader
{
    private const string OfTarget =
        $"""
        SELECT id, 'boolean' AS kind, target_id, metric_name, value AS flag, NULL::double precision AS number, NULL AS comment,
            NULL AS demonstration, timestamp, tags
        FROM {PostgresSchema.Name}.boolean_metric_feedback WHERE target_id = $1
        UNION ALL
        SELECT id, 'float', target_id, metric_name, NULL, value, NULL, NULL, timestamp, tags
        FROM {PostgresSchema.Name}.float_metric_feedback WHERE target_id = $1
        UNION ALL
        SELECT id, 'comment', target_id, NULL, NULL, NULL, value, NULL, timestamp, tags
        FROM {PostgresSchema.Name}.comment_feedback WHERE target_id = $1
        UNION ALL
        SELECT id, 'demonstration', inference_id, NULL, NULL, NULL, NULL, value, timestamp, tags
        FROM {PostgresSchema.Name}.demonstration_feedback WHERE inference_id = $1
        ORDER BY id
        """;

    public async ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken) =>
        await ReadAsync(OfTarget, targetId, StoredFeedbackRow.Read, cancellationToken).ConfigureAwait(false);

    public async ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken)
    {
        var column = level == FeedbackLevel.Inference ? "id" : "episode_id";
        var sql =
            $"""
            SELECT {FeedbackTargetRow.Columns}, false AS is_json, NULL AS output_schema, {ToolColumns.Names}
            FROM {PostgresSchema.Name}.chat_inference WHERE {column} = $1
            UNION ALL
            SELECT {FeedbackTargetRow.Columns}, true, output_schema, NULL, NULL, NULL, NULL, NULL, NULL
            FROM {PostgresSchema.Name}.json_inference WHERE {column} = $1
            ORDER BY id DESC LIMIT 1
            """;
        var found = await ReadAsync(sql, targetId, FeedbackTargetRow.Read, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private Task<List<T>> ReadAsync<T>(
        string sql, Guid targetId, Func<StoredRow, Guid, T> readRow, CancellationToken cancellationToken) => database.RunAsync(
        (connection, cancellation) =>
        {
            var parameters = new PostgresParameters();
            _ = parameters.Add(targetId);
            return PostgresRows.ReadAsync(connection, parameters, sql, readRow, cancellation);
        },
        cancellationToken);
}
