using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads feedback back as it was recorded.</summary>
internal static class FeedbackRecords
{
    /// <summary>Rows of metrics do not say what their target is: what is no inference is an episode.</summary>
    private const string LevelOfTarget =
        """
        iif(EXISTS (SELECT 1 FROM chat_inference i WHERE i.id = f.target_id)
            OR EXISTS (SELECT 1 FROM json_inference i WHERE i.id = f.target_id), 'inference', 'episode')
        """;

    public static IReadOnlyList<Record> Read(SqliteConnection connection, IdRange range)
    {
        var parameters = new SqliteParameters();
        var condition = range.Condition(parameters, "f.id");
        var sql = $"""
            SELECT f.id, 'boolean', f.target_id, {LevelOfTarget}, f.metric_name, f.value, f.tags, f.snapshot_hash
            FROM boolean_metric_feedback f WHERE {condition}
            UNION ALL
            SELECT f.id, 'float', f.target_id, {LevelOfTarget}, f.metric_name, f.value, f.tags, f.snapshot_hash
            FROM float_metric_feedback f WHERE {condition}
            UNION ALL
            SELECT f.id, 'comment', f.target_id, f.target_type, NULL, f.value, f.tags, f.snapshot_hash
            FROM comment_feedback f WHERE {condition}
            UNION ALL
            SELECT f.id, 'demonstration', f.inference_id, 'inference', NULL, f.value, f.tags, f.snapshot_hash
            FROM demonstration_feedback f WHERE {condition}
            ORDER BY 1 LIMIT {range.Size}
            """;
        return SqliteRows.Read(connection, parameters, sql, ReadRow);
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
            BooleanValue = kind == FeedbackKind.Boolean ? row.GetFlag(5) : null,
            FloatValue = kind == FeedbackKind.Float ? row.GetDouble(5) : null,
            Comment = kind == FeedbackKind.Comment ? row.GetText(5) : null,
            Demonstration = kind == FeedbackKind.Demonstration ? row.GetOptionalJson(5) : null,
            Tags = row.GetTags(6),
            SnapshotHash = row.GetText(7),
        };
    }
}
