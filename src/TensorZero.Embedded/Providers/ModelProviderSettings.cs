using System.Text.Json;

namespace TensorZero.Embedded.Providers;

/// <summary>The configuration of a provider whose type the application added.</summary>
/// <param name="ModelName">The key of the model.</param>
/// <param name="ProviderName">The key of the provider in the model's <c>providers</c>.</param>
/// <param name="Settings">The provider's section as a JSON object, <c>type</c> included.</param>
public sealed record ModelProviderSettings(string ModelName, string ProviderName, JsonElement Settings);
