using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class FeedbackRows(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _boolean = new(
        connection,
        """
        INSERT INTO boolean_metric_feedback (id, timestamp, tags, snapshot_hash, target_id, metric_name, value)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _float = new(
        connection,
        """
        INSERT INTO float_metric_feedback (id, timestamp, tags, snapshot_hash, target_id, metric_name, value)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _comment = new(
        connection,
        """
        INSERT INTO comment_feedback (id, timestamp, tags, snapshot_hash, target_id, target_type, value)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _demonstration = new(
        connection,
        """
        INSERT INTO demonstration_feedback (id, timestamp, tags, snapshot_hash, inference_id, value)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """);

    public void Write(FeedbackRecord record)
    {
        switch (record.Kind)
        {
            case FeedbackKind.Boolean:
                BindCommon(_boolean, record).Bind(record.MetricName).Bind(record.BooleanValue).Execute();
                break;
            case FeedbackKind.Float:
                BindCommon(_float, record).Bind(record.MetricName).Bind(record.FloatValue!.Value).Execute();
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

    public void Reset()
    {
        _boolean.Reset();
        _float.Reset();
        _comment.Reset();
        _demonstration.Reset();
    }

    public void Dispose()
    {
        _boolean.Dispose();
        _float.Dispose();
        _comment.Dispose();
        _demonstration.Dispose();
    }

    private static SqliteStatement BindCommon(SqliteStatement statement, FeedbackRecord record) =>
        statement
            .Bind(record.Id)
            .Bind(UuidV7Source.TimestampOf(record.Id).ToUnixTimeMilliseconds())
            .BindJson(record.Tags, TagColumn.Write)
            .Bind(record.SnapshotHash)
            .Bind(record.TargetId);
}
