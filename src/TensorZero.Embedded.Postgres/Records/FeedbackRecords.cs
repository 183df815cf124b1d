using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Records;

/// <summary>Reads feedback back as it was recorded.</summary>
internal static class FeedbackRecords
{
    /// <summary>Rows of metrics do not say what their target is: what is no inference is an episode.</summary>
    private const string LevelOfTarget =
        $"""
        CASE WHEN EXISTS (SELECT 1 FROM {PostgresSchema.Name}.chat_inference i WHERE i.id = f.target_id)
            OR EXISTS (SELECT 1 FROM {PostgresSchema.Name}.json_inference i WHERE i.id = f.target_id) THEN 'inference' ELSE 'episode' END
        """;

    public static async Task<IReadOnlyList<Record>> ReadAsync(
        NpgsqlConnection connection, IdRange range, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var condition = range.Condition(parameters, "f.id");
        var sql = $"""
            SELECT f.id, 'boolean', f.target_id, {LevelOfTarget}, f.metric_name, f.value, NULL::double precision, NULL::text, f.tags,
                f.snapshot_hash
            FROM {PostgresSchema.Name}.boolean_metric_feedback f WHERE {condition}
            UNION ALL
            SELECT f.id, 'float', f.target_id, {LevelOfTarget}, f.metric_name, NULL, f.value, NULL, f.tags, f.snapshot_hash
            FROM {PostgresSchema.Name}.float_metric_feedback f WHERE {condition}
            UNION ALL
            SELECT f.id, 'comment', f.target_id, f.target_type, NULL, NULL, NULL, f.value, f.tags, f.snapshot_hash
            FROM {PostgresSchema.Name}.comment_feedback f WHERE {condition}
            UNION ALL
            SELECT f.id, 'demonstration', f.inference_id, 'inference', NULL, NULL, NULL, f.value, f.tags, f.snapshot_hash
            FROM {PostgresSchema.Name}.demonstration_feedback f WHERE {condition}
            ORDER BY 1 LIMIT {range.Size}
            """;
        return await PostgresRows.ReadAsync(connection, parameters, sql, ReadRow, cancellationToken).ConfigureAwait(false);
    }

    private static FeedbackRecord ReadRow(StoredRow row, Guid id)
    {
        var kind = Enum.Parse<FeedbackKind>(row.GetText(1), ignoreCase: true);
        return new FeedbackRecord
        {
            Id = id,
            Kind = kind,
            TargetId = row.GetId(2),
            Level = row.GetText(3) == "inference" ? FeedbackLevel.Inference : FeedbackLevel.Episode,
            MetricName = row.GetOptionalText(4),
            BooleanValue = row.GetOptionalFlag(5),
            FloatValue = row.IsDBNull(6) ? null : row.GetDouble(6),
            Comment = kind == FeedbackKind.Comment ? row.GetText(7) : null,
            Demonstration = kind == FeedbackKind.Demonstration ? row.GetOptionalJson(7) : null,
            Tags = row.GetTags(8),
            SnapshotHash = row.GetText(9),
        };
    }
}
