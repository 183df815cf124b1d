using System.Diagnostics;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal sealed class FeedbackRows(IRowTables tables)
{
    private const string Common = "id, timestamp, tags, snapshot_hash";

    private readonly RowWriter _boolean = tables.Table("boolean_metric_feedback", $"{Common}, target_id, metric_name, value");
    private readonly RowWriter _float = tables.Table("float_metric_feedback", $"{Common}, target_id, metric_name, value");
    private readonly RowWriter _comment = tables.Table("comment_feedback", $"{Common}, target_id, target_type, value");
    private readonly RowWriter _demonstration = tables.Table("demonstration_feedback", $"{Common}, inference_id, value");

    public void Write(FeedbackRecord record)
    {
        switch (record.Kind)
        {
            case FeedbackKind.Boolean:
                BindCommon(_boolean, record).Bind(record.MetricName).Bind(record.BooleanValue).Execute();
                HumanFeedbackRow.Write(tables, record);
                break;
            case FeedbackKind.Float:
                BindCommon(_float, record).Bind(record.MetricName).Bind(record.FloatValue!.Value).Execute();
                HumanFeedbackRow.Write(tables, record);
                break;
            case FeedbackKind.Comment:
                var level = record.Level == FeedbackLevel.Inference ? "inference" : "episode";
                BindCommon(_comment, record).Bind(level).Bind(record.Comment).Execute();
                break;
            case FeedbackKind.Demonstration:
                BindCommon(_demonstration, record).BindJson(record.Demonstration).Execute();
                break;
            default:
                throw new UnreachableException($"Feedback of kind {record.Kind} has no table.");
        }
    }

    private static RowWriter BindCommon(RowWriter row, FeedbackRecord record) =>
        row
            .Bind(record.Id)
            .Bind(UuidV7Source.TimestampOf(record.Id))
            .BindJson(record.Tags, TagColumn.Write)
            .Bind(record.SnapshotHash)
            .Bind(record.TargetId);
}
