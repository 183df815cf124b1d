using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>A datapoint as one JSON object, in TensorZero's form. What only the store knows (ids, times) is written and not read.</summary>
internal static class DatapointLine
{
    private const string Where = "a datapoint";

    public static void Write(Utf8JsonWriter writer, DatapointRecord datapoint)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, ContentJsonWords.Of(datapoint.FunctionType));
        writer.WriteString("dataset_name"u8, datapoint.DatasetName);
        writer.WriteString("function_name"u8, datapoint.FunctionName);
        writer.WriteString("id"u8, datapoint.Id);
        writer.WriteIfPresent("name"u8, datapoint.Name);
        writer.WriteIfPresent("episode_id"u8, datapoint.EpisodeId?.ToString());
        writer.WritePropertyName("input"u8);
        ContentJson.WriteInput(writer, datapoint.Input);
        WriteOutput(writer, datapoint.Output);
        if (datapoint.OutputSchema is { } schema)
        {
            writer.WritePropertyName("output_schema"u8);
            schema.WriteTo(writer);
        }

        if (datapoint.Tools is { } tools)
        {
            DatapointLineTools.Write(writer, tools);
        }

        writer.WriteStartObject("tags"u8);
        foreach (var (key, value) in datapoint.Tags)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("is_custom"u8, datapoint.IsCustom);
        writer.WriteIfPresent("source_inference_id"u8, datapoint.SourceInferenceId?.ToString());
        writer.WriteString("updated_at"u8, datapoint.UpdatedAt.UtcDateTime);
        writer.WriteEndObject();
    }

    /// <exception cref="ContentJsonException">The JSON is no datapoint.</exception>
    public static NewDatapoint Read(JsonElement json)
    {
        var type = json.OptionalString("type", Where);
        foreach (var member in json.Members(Where))
        {
            if (!IsKnown(member.Name))
            {
                throw new ContentJsonException($"There is no key `{member.Name}` in a datapoint.");
            }
        }

        return new NewDatapoint
        {
            FunctionName = json.RequiredString("function_name", Where),
            Name = json.OptionalString("name", Where),
            EpisodeId = ReadEpisodeId(json),
            Input = ContentJson.ReadInput(json.Required("input", Where)),
            Output = json.Optional("output") is { } output ? ReadOutput(output, type) : null,
            OutputSchema = json.Optional("output_schema"),
            Tools = DatapointLineTools.Read(json),
            Tags = ReadTags(json),
        };
    }

    private static void WriteOutput(Utf8JsonWriter writer, StoredOutput? output)
    {
        if (output is null)
        {
            return;
        }

        writer.WritePropertyName("output"u8);
        if (output.Output is { } json)
        {
            ContentJson.WriteJsonOutput(writer, json);
        }
        else
        {
            ContentJson.WriteOutput(writer, output.Content);
        }
    }

    private static bool IsKnown(string key) => DatapointLineTools.IsKnown(key) || key is
        "type" or "dataset_name" or "function_name" or "id" or "name" or "episode_id" or "input" or "output" or "output_schema" or "tags"
        or "auxiliary" or "is_custom" or "is_deleted" or "source_inference_id" or "staled_at" or "updated_at" or "snapshot_hash";

    /// <summary>Without a type, the shape tells: a JSON function's output is an object, a chat function's a list or a text.</summary>
    private static DatapointOutput ReadOutput(JsonElement output, string? type) =>
        type == "json" || (type is null && output.ValueKind == JsonValueKind.Object)
            ? DatapointOutput.FromJson(ContentJson.ReadJsonOutput(output).Raw)
            : DatapointOutput.FromContent(ContentJson.ReadOutput(output));

    private static Guid? ReadEpisodeId(JsonElement json) => json.OptionalString("episode_id", Where) switch
    {
        null => null,
        var text when Guid.TryParse(text, out var id) => id,
        _ => throw new ContentJsonException("Expected a UUID as `episode_id` in a datapoint."),
    };

    private static Dictionary<string, string> ReadTags(JsonElement json)
    {
        var tags = new Dictionary<string, string>();
        if (json.Optional("tags") is { } members)
        {
            foreach (var tag in members.Members("tags"))
            {
                tags[tag.Name] = tag.Value.ValueKind == JsonValueKind.String
                    ? tag.Value.GetString()!
                    : throw new ContentJsonException("Expected a string as value of a tag.");
            }
        }

        return tags;
    }
}
