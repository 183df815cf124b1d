using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A model's reasoning. It is sent back only to the provider type that made it.</summary>
/// <param name="Text">The reasoning; null when the provider gave only a signature or a summary.</param>
/// <param name="Signature">The provider's proof that the text is its own; must be sent back unchanged.</param>
public sealed record ThoughtBlock(string? Text, string? Signature = null) : ContentBlock
{
    /// <summary>Summaries of reasoning that is not shown itself; null for none.</summary>
    public IReadOnlyList<string>? Summary { get; init; }

    /// <summary>The provider type that made it, such as <c>anthropic</c>; null may go to any.</summary>
    public string? ProviderType { get; init; }

    /// <summary>What the provider sent beside it and wants back; null for nothing.</summary>
    public JsonElement? ExtraData { get; init => field = JsonElements.Own(value); }
}
