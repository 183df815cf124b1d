namespace TensorZero.Embedded.Providers.Credentials;

/// <summary>A provider's key, or where each call brings it from. Never printed: a class on purpose, because a record would print its members.</summary>
internal sealed class Credential
{
    private readonly string? _secret;
    private readonly string? _dynamicKey;
    private readonly Credential? _fallback;

    private Credential(string? secret, string? dynamicKey, Credential? fallback) =>
        (_secret, _dynamicKey, _fallback) = (secret, dynamicKey, fallback);

    /// <summary>The provider wants no key.</summary>
    public static Credential None { get; } = new(null, null, null);

    /// <summary>The key when it is the same for every call; else null.</summary>
    public string? StaticSecret => _secret;

    /// <summary>A key that is known when the configuration is loaded.</summary>
    public static Credential Static(string secret) => new(secret, null, null);

    /// <summary>A key that each call brings under <paramref name="key"/>; if it does not, <paramref name="fallback"/>.</summary>
    public static Credential Dynamic(string key, Credential? fallback = null) => new(null, key, fallback);

    /// <summary>The key for this call; null when the provider wants none.</summary>
    /// <exception cref="ProviderException">The call does not bring the key.</exception>
    public string? Resolve(ProviderCall call)
    {
        if (_dynamicKey is null)
        {
            return _secret;
        }

        if (call.Credentials.TryGetValue(_dynamicKey, out var secret))
        {
            return secret;
        }

        return _fallback is null
            ? throw call.Failed(ProviderFailure.Credential, $"was not called: Dynamic api key `{_dynamicKey}` is missing")
            : _fallback.Resolve(call);
    }

    public override string ToString() => "***";
}
