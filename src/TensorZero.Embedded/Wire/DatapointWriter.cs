using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes a datapoint as TensorZero lists and exports it.</summary>
internal static class DatapointWriter
{
    public static void Write(Utf8JsonWriter writer, Datapoint datapoint)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, ContentJsonWords.Of(datapoint.FunctionType));
        writer.WriteString("dataset_name"u8, datapoint.DatasetName);
        writer.WriteString("function_name"u8, datapoint.FunctionName);
        writer.WriteString("id"u8, datapoint.Id);
        WriteId(writer, "episode_id"u8, datapoint.EpisodeId);
        writer.WritePropertyName("input"u8);
        ContentJson.WriteInput(writer, datapoint.Input);
        WriteOutput(writer, datapoint.Output);
        if (datapoint.FunctionType == FunctionType.Chat)
        {
            StoredToolsWriter.WriteMembers(writer, datapoint.Tools);
        }
        else
        {
            writer.WriteOptional("output_schema"u8, datapoint.OutputSchema);
        }

        writer.WriteTexts("tags"u8, datapoint.Tags);

        // What is deleted becomes stale; TensorZero's clients insist on the older word, too.
        writer.WriteBoolean("is_deleted"u8, false);
        writer.WriteBoolean("is_custom"u8, datapoint.IsCustom);
        writer.WriteIfPresent("source_inference_id"u8, datapoint.SourceInferenceId?.ToString());
        if (datapoint.StaledAt is { } staledAt)
        {
            writer.WriteString("staled_at"u8, staledAt.UtcDateTime);
        }

        writer.WriteString("updated_at"u8, datapoint.UpdatedAt.UtcDateTime);
        writer.WriteIfPresent("name"u8, datapoint.Name);
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Guid? value)
    {
        if (value is { } id)
        {
            writer.WriteString(name, id);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteOutput(Utf8JsonWriter writer, DatapointOutput? output)
    {
        if (output is null)
        {
            return;
        }

        writer.WritePropertyName("output"u8);
        if (output.Json is { } json)
        {
            ContentJson.WriteJsonOutput(writer, json);
        }
        else
        {
            ContentJson.WriteOutput(writer, output.Content);
        }
    }
}
