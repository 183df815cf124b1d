namespace TensorZero.Embedded.Providers.Http;

/// <summary>A POST of a JSON body to a provider.</summary>
internal sealed class ProviderHttpRequest
{
    public required Uri Url { get; init; }

    /// <summary>The body in UTF-8, exactly as it is sent.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as it is recorded, for one with secrets in it; null for the body as sent.</summary>
    public ReadOnlyMemory<byte>? RecordedBody { get; init; }

    /// <summary>The secrets in the body: masked in whatever comes back.</summary>
    public IReadOnlyList<string> SecretsInBody { get; init; } = [];

    /// <summary>The header with the key; null when the provider wants none.</summary>
    public AuthenticationHeader? Authentication { get; init; }

    /// <summary>Headers that the provider's interface prescribes. Made at load and shared by all requests.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The user's changes, in the order to apply: they win over all other headers.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];
}
