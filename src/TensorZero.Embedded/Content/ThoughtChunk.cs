using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>More reasoning.</summary>
/// <param name="Id">Which block the piece belongs to.</param>
/// <param name="Text">More of the reasoning's text; null when the piece carries none.</param>
/// <param name="Signature">The provider's signature (or more of it); null when the piece carries none.</param>
public sealed record ThoughtChunk(string Id, string? Text, string? Signature = null) : ContentChunk(Id)
{
    /// <summary>Which summary <see cref="SummaryText"/> belongs to; null for none.</summary>
    public string? SummaryId { get; init; }

    /// <summary>More of a summary; null for none.</summary>
    public string? SummaryText { get; init; }

    /// <summary>The provider type that made it.</summary>
    public string? ProviderType { get; init; }

    /// <summary>What the provider sent beside it and wants back; null for nothing.</summary>
    public JsonElement? ExtraData { get; init => field = JsonElements.Own(value); }
}
