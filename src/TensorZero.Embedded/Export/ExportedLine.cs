using System.Diagnostics;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Datasets;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Export;

/// <summary>Writes one line of an export: what it is, and then the thing itself, in the words of TensorZero's API.</summary>
internal static class ExportedLine
{
    public static void Write(Utf8JsonWriter writer, object item)
    {
        writer.WriteStartObject();
        switch (item)
        {
            case ConfigSnapshotRecord configuration:
                Begin(writer, "configuration");
                Write(writer, configuration);
                break;
            case InferenceRecord inference:
                Begin(writer, inference.Status == InferenceStatus.Succeeded ? "inference" : "failed_inference");
                ExportedInference.Write(writer, inference);
                break;
            case FeedbackRecord feedback:
                Begin(writer, "feedback");
                StoredFeedbackWriter.Write(writer, Stored(feedback));
                break;
            case DatapointRecord datapoint:
                Begin(writer, "datapoint");
                DatapointWriter.Write(writer, StoredDatapoint.Of(datapoint));
                break;
            case ExportCounts counts:
                Begin(writer, "end");
                Write(writer, counts);
                break;
            default:
                throw new UnreachableException();
        }

        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, string kind)
    {
        writer.WriteString("record"u8, kind);
        writer.WritePropertyName(kind);
    }

    private static void Write(Utf8JsonWriter writer, ConfigSnapshotRecord configuration)
    {
        writer.WriteStartObject();
        writer.WriteString("hash"u8, configuration.Hash);
        writer.WriteString("config"u8, configuration.CanonicalText);
        writer.WriteString("library_version"u8, configuration.LibraryVersion);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ExportCounts counts)
    {
        writer.WriteStartObject();
        writer.WriteNumber("configurations"u8, counts.Configurations);
        writer.WriteNumber("inferences"u8, counts.Inferences);
        writer.WriteNumber("failed_inferences"u8, counts.FailedInferences);
        writer.WriteNumber("feedback"u8, counts.Feedback);
        writer.WriteNumber("datapoints"u8, counts.Datapoints);
        writer.WriteEndObject();
    }

    private static StoredFeedback Stored(FeedbackRecord feedback) => new()
    {
        FeedbackId = feedback.Id,
        Kind = feedback.Kind,
        TargetId = feedback.TargetId,
        Level = feedback.Level,
        MetricName = feedback.MetricName,
        BooleanValue = feedback.BooleanValue,
        FloatValue = feedback.FloatValue,
        Comment = feedback.Comment,
        Demonstration = feedback.Demonstration switch
        {
            null => null,
            { ValueKind: JsonValueKind.Array } content => new StoredOutput(ContentJson.ReadOutput(content), null),
            { } output => new StoredOutput([], ContentJson.ReadJsonOutput(output)),
        },
        Timestamp = UuidV7Source.TimestampOf(feedback.Id),
        Tags = feedback.Tags,
    };
}
