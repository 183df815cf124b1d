namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Feedback of every kind: <c>id, kind, target_id, metric_name, flag, number, comment, demonstration, timestamp, tags, level</c>.</summary>
internal static class StoredFeedbackRow
{
    public static StoredFeedback Read(StoredRow row, Guid id) => new()
    {
        FeedbackId = id,
        Kind = Enum.Parse<FeedbackKind>(row.GetText(1), ignoreCase: true),
        TargetId = row.GetId(2),
        MetricName = row.GetOptionalText(3),
        BooleanValue = row.GetOptionalFlag(4),
        FloatValue = row.IsDBNull(5) ? null : row.GetDouble(5),
        Comment = row.GetOptionalText(6),
        Demonstration = row.GetOptionalOutput(7),
        Timestamp = row.GetTime(8),
        Tags = row.GetTags(9),
        Level = row.IsDBNull(10) ? null : Enum.Parse<FeedbackLevel>(row.GetText(10), ignoreCase: true),
    };
}
