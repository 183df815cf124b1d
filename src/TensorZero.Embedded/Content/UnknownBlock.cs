using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A provider's block that has no other kind here; passed through untouched, to matching providers only.</summary>
/// <param name="Data">The block in the provider's own shape.</param>
/// <param name="ModelName">The model it is meant for; null for any.</param>
/// <param name="ProviderName">The provider (a key of the model's <c>providers</c>) it is meant for; null for any.</param>
public sealed record UnknownBlock(JsonElement Data, string? ModelName = null, string? ProviderName = null) : ContentBlock
{
    /// <summary>The block in the provider's own shape.</summary>
    public JsonElement Data { get; init => field = JsonElements.Own(value); } = JsonElements.Own(Data);
}
