using System.Diagnostics;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>Writes a piece of feedback.</summary>
internal static class FeedbackRowsJson
{
    public static void Write(BatchBlocks batch, FeedbackRecord record)
    {
        switch (record.Kind)
        {
            case FeedbackKind.Boolean:
                Begin(batch.FeedbackTable("BooleanMetricFeedback"), record).Write("target_id"u8, record.TargetId)
                    .Write("metric_name"u8, record.MetricName).Write("value"u8, record.BooleanValue).EndRow();
                break;
            case FeedbackKind.Float:
                Begin(batch.FeedbackTable("FloatMetricFeedback"), record).Write("target_id"u8, record.TargetId)
                    .Write("metric_name"u8, record.MetricName).Write("value"u8, Single(record.FloatValue!.Value)).EndRow();
                break;
            case FeedbackKind.Comment:
                Begin(batch.FeedbackTable("CommentFeedback"), record).Write("target_id"u8, record.TargetId)
                    .Write("target_type"u8, record.Level == FeedbackLevel.Inference ? "inference" : "episode")
                    .Write("value"u8, record.Comment).EndRow();
                break;
            case FeedbackKind.Demonstration:
                Begin(batch.FeedbackTable("DemonstrationFeedback"), record).Write("inference_id"u8, record.TargetId)
                    .WriteJson("value"u8, record.Demonstration).EndRow();
                break;
            default:
                throw new UnreachableException($"Feedback of kind {record.Kind} has no table.");
        }
    }

    private static ClickHouseBlock Begin(ClickHouseBlock row, FeedbackRecord record) =>
        row.BeginRow()
            .Write("id"u8, record.Id)
            .Write("tags"u8, record.Tags)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(record.SnapshotHash));

    private static float Single(double value) => float.IsFinite((float)value)
        ? (float)value
        : throw new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected, "A metric's value is greater than a Float32 can be, which ClickHouse's column is.");
}
