using System.Buffers;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes a recorded piece of feedback as TensorZero lists it. A demonstration's value is a text of JSON.</summary>
internal static class StoredFeedbackWriter
{
    public static void Write(Utf8JsonWriter writer, StoredFeedback feedback)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, EnumWords<FeedbackKind>.Of(feedback.Kind));
        WriteMembers(writer, feedback);
        writer.WriteEndObject();
    }

    /// <summary>A demonstration in a list of nothing else, which does not say its type.</summary>
    public static void WriteDemonstration(Utf8JsonWriter writer, StoredFeedback feedback)
    {
        writer.WriteStartObject();
        WriteMembers(writer, feedback);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, StoredFeedback feedback)
    {
        writer.WriteString("id"u8, feedback.FeedbackId);
        writer.WriteString(feedback.Kind == FeedbackKind.Demonstration ? "inference_id"u8 : "target_id"u8, feedback.TargetId);
        writer.WriteIfPresent("metric_name"u8, feedback.MetricName);
        if (feedback is { Kind: FeedbackKind.Comment, Level: { } level })
        {
            writer.WriteString("target_type"u8, EnumWords<FeedbackLevel>.Of(level));
        }

        WriteValue(writer, feedback);
        writer.WriteTexts("tags"u8, feedback.Tags);
        writer.WriteString("timestamp"u8, feedback.Timestamp.UtcDateTime);
    }

    private static void WriteValue(Utf8JsonWriter writer, StoredFeedback feedback)
    {
        switch (feedback)
        {
            case { BooleanValue: { } value }:
                writer.WriteBoolean("value"u8, value);
                break;
            case { FloatValue: { } value }:
                writer.WriteNumber("value"u8, value);
                break;
            case { Demonstration: { } demonstration }:
                writer.WriteString("value"u8, ToJson(demonstration).WrittenSpan);
                break;
            default:
                writer.WriteString("value"u8, feedback.Comment);
                break;
        }
    }

    private static ArrayBufferWriter<byte> ToJson(StoredOutput output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions);
        StoredOutputWriter.Write(writer, output);
        writer.Flush();
        return buffer;
    }
}
