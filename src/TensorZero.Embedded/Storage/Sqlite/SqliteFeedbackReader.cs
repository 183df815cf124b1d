using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteFeedbackReader(SqliteReads reads) : IFeedbackReader
{
    private const string OfTarget =
        """
        SELECT id, 'boolean' AS kind, target_id, metric_name, value, timestamp, tags FROM boolean_metric_feedback WHERE target_id = $p0
        UNION ALL
        SELECT id, 'float', target_id, metric_name, value, timestamp, tags FROM float_metric_feedback WHERE target_id = $p0
        UNION ALL
        SELECT id, 'comment', target_id, NULL, value, timestamp, tags FROM comment_feedback WHERE target_id = $p0
        UNION ALL
        SELECT id, 'demonstration', inference_id, NULL, value, timestamp, tags FROM demonstration_feedback WHERE inference_id = $p0
        ORDER BY id
        """;

    public async ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken) =>
        await reads.RunAsync(
            connection => SqliteRows.Read(connection, With(targetId), OfTarget, ReadFeedback), cancellationToken).ConfigureAwait(false);

    public async ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken)
    {
        var column = level == FeedbackLevel.Inference ? "id" : "episode_id";
        var sql =
            $"""
            SELECT id, episode_id, function_name, variant_name, 0 AS is_json, NULL AS output_schema, {ToolColumns.Names}
            FROM chat_inference WHERE {column} = $p0
            UNION ALL
            SELECT id, episode_id, function_name, variant_name, 1, output_schema, NULL, NULL, NULL, NULL, NULL, NULL
            FROM json_inference WHERE {column} = $p0
            ORDER BY id DESC LIMIT 1
            """;
        var found = await reads
            .RunAsync(connection => SqliteRows.Read(connection, With(targetId), sql, ReadTarget), cancellationToken)
            .ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private static SqliteParameters With(Guid id)
    {
        var parameters = new SqliteParameters();
        _ = parameters.Add(id);
        return parameters;
    }

    private static StoredFeedback ReadFeedback(SqliteDataReader reader, Guid id)
    {
        var kind = Enum.Parse<FeedbackKind>(reader.GetText(1), ignoreCase: true);
        return new StoredFeedback
        {
            FeedbackId = id,
            Kind = kind,
            TargetId = reader.GetId(2),
            MetricName = reader.GetOptionalText(3),
            BooleanValue = kind == FeedbackKind.Boolean ? reader.GetInt64(4) != 0 : null,
            FloatValue = kind == FeedbackKind.Float ? reader.GetDouble(4) : null,
            Comment = kind == FeedbackKind.Comment ? reader.GetText(4) : null,
            Demonstration = kind == FeedbackKind.Demonstration ? reader.GetOptionalOutput(4) : null,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
            Tags = reader.GetTags(6),
        };
    }

    private static FeedbackTargetRecord ReadTarget(SqliteDataReader reader, Guid id) => new()
    {
        InferenceId = id,
        EpisodeId = reader.GetId(1),
        FunctionName = reader.GetText(2),
        VariantName = reader.GetText(3),
        FunctionType = reader.GetInt64(4) == 0 ? FunctionType.Chat : FunctionType.Json,
        OutputSchema = reader.GetOptionalJson(5),
        Tools = ToolColumns.Read(reader, 6),
    };
}
