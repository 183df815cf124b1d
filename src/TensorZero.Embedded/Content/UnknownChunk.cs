using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A provider's event that has no other kind here, in the provider's own shape.</summary>
public sealed record UnknownChunk(string Id, JsonElement Data, string? ModelName = null, string? ProviderName = null) : ContentChunk(Id)
{
    /// <summary>The event in the provider's own shape.</summary>
    public JsonElement Data { get; init => field = JsonElements.Own(value); } = JsonElements.Own(Data);
}
