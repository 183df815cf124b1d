using System.Diagnostics;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>Records as bytes, version <see cref="SegmentHeader.Version"/> of the format; <see cref="RecordDecoder"/> mirrors it.</summary>
internal static class RecordEncoder
{
    public static void Write(EncodingBuffer buffer, Record record)
    {
        switch (record)
        {
            case InferenceRecord inference:
                buffer.Byte((byte)RecordKind.Inference);
                buffer.Id(record.Id);
                InferenceEncoder.Write(buffer, inference);
                break;
            case FeedbackRecord feedback:
                buffer.Byte((byte)RecordKind.Feedback);
                buffer.Id(record.Id);
                Write(buffer, feedback);
                break;
            case ConfigSnapshotRecord snapshot:
                buffer.Byte((byte)RecordKind.ConfigSnapshot);
                buffer.Id(record.Id);
                buffer.Text(snapshot.Hash);
                buffer.Text(snapshot.CanonicalText);
                buffer.Text(snapshot.LibraryVersion);
                break;
            default:
                throw new UnreachableException($"Records of type {record.GetType().Name} have no kind.");
        }
    }

    private static void Write(EncodingBuffer buffer, FeedbackRecord record)
    {
        buffer.Byte((byte)record.Kind);
        buffer.Id(record.TargetId);
        buffer.Byte((byte)record.Level);
        buffer.Text(record.MetricName);
        buffer.Optional(record.BooleanValue);
        buffer.Optional(record.FloatValue);
        buffer.Text(record.Comment);
        buffer.Json(record.Demonstration);
        buffer.Tags(record.Tags);
        buffer.Text(record.SnapshotHash);
    }
}
