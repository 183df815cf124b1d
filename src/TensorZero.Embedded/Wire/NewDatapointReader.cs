using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads datapoints that shall be created.</summary>
internal static class NewDatapointReader
{
    private const string Where = "a datapoint";

    /// <summary>What a new datapoint may say.</summary>
    public static FrozenSet<string> Keys { get; } = DatapointToolsReader.Keys
        .Concat(["type", "function_name", "name", "episode_id", "input", "output", "output_schema", "tags"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <exception cref="ContentJsonException">The JSON is no new datapoint.</exception>
    public static NewDatapoint Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        _ = json.RequiredString("type", Where);
        return ReadMembers(json);
    }

    /// <param name="json">An object whose keys were checked. Without a <c>type</c>, the shape of its output tells.</param>
    /// <inheritdoc cref="Read"/>
    public static NewDatapoint ReadMembers(JsonElement json)
    {
        FunctionType? type = json.OptionalString("type", Where) is { } word ? ContentJsonWords.ParseFunctionType(word) : null;
        return new NewDatapoint
        {
            FunctionType = type,
            FunctionName = json.RequiredString("function_name", Where),
            Name = json.OptionalString("name", Where),
            EpisodeId = json.OptionalId("episode_id", Where),
            Input = json.Read("input", ContentJson.ReadInput) ?? throw new ContentJsonException($"Missing `input` in {Where}."),
            Output = json.Read("output", output => DatapointOutputReader.Read(output, type)),
            OutputSchema = json.Optional("output_schema"),
            Tools = DatapointToolsReader.Read(json),
            Tags = json.Texts("tags", Where),
        };
    }
}
