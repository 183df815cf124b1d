namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Of the feedback about one target: <c>kind, metric_name, count, first_id, last_id</c>.</summary>
internal static class FeedbackSummaryRow
{
    public static FeedbackSummary Read(StoredRow row) => new(
        Enum.Parse<FeedbackKind>(row.GetText(0), ignoreCase: true),
        row.GetOptionalText(1),
        row.GetInt64(2),
        row.GetId(3),
        row.GetId(4));
}
