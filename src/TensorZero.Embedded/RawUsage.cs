using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A provider's own usage object.</summary>
/// <param name="ModelInferenceId">The call it belongs to.</param>
/// <param name="ProviderType">The provider's type, such as <c>openai</c>.</param>
/// <param name="Data">The object, in the provider's own shape; null when it sent none.</param>
public sealed record RawUsage(Guid ModelInferenceId, string ProviderType, JsonElement? Data);
