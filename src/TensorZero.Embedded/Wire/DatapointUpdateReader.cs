using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads changes to a datapoint: what is left out stays, and a null clears what can be cleared.</summary>
internal static class DatapointUpdateReader
{
    private const string Where = "a datapoint";

    private static readonly FrozenSet<string> ChatKeys =
        DatapointToolsReader.Keys.Concat(["type", "id", "input", "output", "tags", "name"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> JsonKeys =
        FrozenSet.Create(StringComparer.Ordinal, "type", "id", "input", "output", "output_schema", "tags", "name");

    private static readonly FrozenSet<string> NameKeys = FrozenSet.Create(StringComparer.Ordinal, "id", "name");

    /// <param name="json">The change.</param>
    /// <param name="editedBy">Who makes it; null for nobody known.</param>
    /// <exception cref="ContentJsonException">The JSON is no such change.</exception>
    public static DatapointUpdate Read(JsonElement json, string? editedBy = null)
    {
        var type = ContentJsonWords.ParseFunctionType(json.RequiredString("type", Where));
        json.Allow(type == FunctionType.Chat ? ChatKeys : JsonKeys, type == FunctionType.Chat ? "a chat datapoint" : "a json datapoint");
        return new DatapointUpdate
        {
            Id = RequiredId(json),
            FunctionType = type,
            Input = json.Read("input", ContentJson.ReadInput),
            Output = json.Change("output", output => (DatapointOutput?)DatapointOutputReader.Read(output, type)),
            Name = ReadName(json),
            Tags = json.Find("tags") is null ? null : json.Texts("tags", Where),
            OutputSchema = json.Optional("output_schema"),
            ToolChanges = DatapointToolsReader.ReadChanges(json),
            EditedBy = editedBy,
        };
    }

    /// <summary>A change of the name alone.</summary>
    /// <inheritdoc cref="Read"/>
    public static (Guid Id, Optional<string?> Name) ReadRenaming(JsonElement json)
    {
        json.Allow(NameKeys, Where);
        return (RequiredId(json), ReadName(json));
    }

    private static Guid RequiredId(JsonElement json) =>
        json.OptionalId("id", Where) ?? throw new ContentJsonException($"Missing `id` in {Where}.");

    private static Optional<string?> ReadName(JsonElement json) =>
        json.TryGetProperty("name", out _) ? json.OptionalString("name", Where) : default(Optional<string?>);
}
