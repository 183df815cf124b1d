using System.Text.Json;
using TensorZero.Embedded.Providers.Credentials;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>What an <see cref="AnthropicProvider"/> is made from.</summary>
internal sealed class AnthropicProviderOptions
{
    /// <summary>The vendor's own address.</summary>
    public static Uri DefaultApiBase { get; } = new("https://api.anthropic.com/v1/");

    /// <summary>The model's name at the provider.</summary>
    public required string ModelName { get; init; }

    /// <summary>The address without <c>/messages</c>, with or without a slash at the end. Its query is kept.</summary>
    public Uri ApiBase { get; init; } = DefaultApiBase;

    public required Credential Credential { get; init; }

    /// <summary>Tools that the provider runs itself, in its own shape: sent with every request.</summary>
    public IReadOnlyList<JsonElement> ProviderTools { get; init; } = [];
}
