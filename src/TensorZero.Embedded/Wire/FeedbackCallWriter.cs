using System.Text.Json;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes the body of TensorZero's <c>POST /feedback</c>. What is not set is left out.</summary>
internal static class FeedbackCallWriter
{
    public static void Write(Utf8JsonWriter writer, FeedbackRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("metric_name"u8, request.MetricName);
        writer.WritePropertyName("value"u8);
        request.Value.WriteTo(writer);
        WriteId(writer, "inference_id"u8, request.InferenceId);
        WriteId(writer, "episode_id"u8, request.EpisodeId);
        writer.WriteTextsIfAny("tags"u8, request.Tags);
        writer.WriteIfSet("dryrun"u8, request.DryRun);
        writer.WriteIfSet("internal"u8, request.Internal);
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Guid? id)
    {
        if (id is { } value)
        {
            writer.WriteString(name, value);
        }
    }
}
