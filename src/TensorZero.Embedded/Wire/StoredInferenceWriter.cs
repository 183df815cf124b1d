using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes a recorded inference as TensorZero lists it.</summary>
internal static class StoredInferenceWriter
{
    /// <param name="writer">Where to.</param>
    /// <param name="inference">The inference.</param>
    /// <param name="withOutput">Whether its output was asked for.</param>
    public static void Write(Utf8JsonWriter writer, StoredInference inference, bool withOutput)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, ContentJsonWords.Of(inference.FunctionType));
        writer.WriteString("function_name"u8, inference.FunctionName);
        writer.WriteString("variant_name"u8, inference.VariantName);
        if (inference.Input is { } input)
        {
            // Without an input nothing of the content was recorded, and an empty output would be a false one.
            writer.WritePropertyName("input"u8);
            ContentJson.WriteInput(writer, input);
            WriteOutput(writer, inference, withOutput);
        }

        WriteDispreferredOutputs(writer, inference.DispreferredOutputs);
        writer.WriteString("timestamp"u8, inference.Timestamp.UtcDateTime);
        writer.WriteString("episode_id"u8, inference.EpisodeId);
        writer.WriteString("inference_id"u8, inference.InferenceId);
        if (inference.FunctionType == FunctionType.Chat)
        {
            StoredToolsWriter.WriteMembers(writer, inference.Tools);
        }
        else
        {
            writer.WriteOptional("output_schema"u8, inference.OutputSchema);
        }

        writer.WriteTexts("tags"u8, inference.Tags);
        if (inference.ExtraBody.Count > 0)
        {
            writer.WritePropertyName("extra_body"u8);
            ContentJsonExtraBody.Write(writer, inference.ExtraBody);
        }

        writer.WritePropertyName("inference_params"u8);
        ContentJsonParams.Write(writer, inference.Params);
        WriteMilliseconds(writer, "processing_time_ms"u8, inference.ProcessingTime);
        WriteMilliseconds(writer, "ttft_ms"u8, inference.TimeToFirstToken);
        writer.WriteString("snapshot_hash"u8, inference.ConfigurationHash);
        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, StoredInference inference, bool withOutput)
    {
        if (withOutput && (inference.FunctionType == FunctionType.Chat || inference.Output is not null))
        {
            writer.WritePropertyName("output"u8);
            StoredOutputWriter.Write(writer, inference.Content, inference.Output);
        }
    }

    private static void WriteDispreferredOutputs(Utf8JsonWriter writer, IReadOnlyList<StoredOutput> outputs)
    {
        writer.WriteStartArray("dispreferred_outputs"u8);
        foreach (var output in outputs)
        {
            StoredOutputWriter.Write(writer, output);
        }

        writer.WriteEndArray();
    }

    private static void WriteMilliseconds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TimeSpan? time)
    {
        if (time is { } span)
        {
            writer.WriteNumber(name, (long)span.TotalMilliseconds);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
