using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Datasets;

/// <summary>What is kept of an edit or a clone.</summary>
internal sealed class LineageNote
{
    [JsonPropertyName("change")]
    public required DatapointChange Change { get; init; }

    [JsonPropertyName("from")]
    public required Guid From { get; init; }

    [JsonPropertyName("to")]
    public required Guid To { get; init; }

    /// <summary>See <see cref="DatapointProvenance.RootId"/>.</summary>
    [JsonPropertyName("root")]
    public required Guid Root { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("by")]
    public string? By { get; init; }
}

/// <summary>The JSON of lineages.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LineageNote))]
internal sealed partial class LineageNoteJson : JsonSerializerContext;
