namespace TensorZero.Embedded.Providers.Credentials;

/// <summary>
/// A provider's key, or where it comes from when it is needed. Never printed: a class on purpose, because a record would print its members.
/// </summary>
internal sealed class Credential
{
    private readonly string? _dynamicKey;
    private readonly Credential? _fallback;
    private readonly Func<Credential>? _find;
    private Credential? _found;

    private Credential(string? secret = null, string? dynamicKey = null, Credential? fallback = null, Func<Credential>? find = null) =>
        (SharedSecret, _dynamicKey, _fallback, _find) = (secret, dynamicKey, fallback, find);

    /// <summary>The provider wants no key.</summary>
    public static Credential None { get; } = new();

    /// <summary>The key when it is known and the same for every call; else null.</summary>
    public string? SharedSecret => field ?? _found?.SharedSecret;

    /// <summary>A key that is known when the configuration is loaded.</summary>
    public static Credential Static(string secret) => new(secret);

    /// <summary>A key that each call brings under <paramref name="key"/>; if it does not, <paramref name="fallback"/>.</summary>
    public static Credential Dynamic(string key, Credential? fallback = null) => new(dynamicKey: key, fallback: fallback);

    /// <summary>A credential that is looked for when it is first needed, and again while it is not found.</summary>
    /// <param name="find">Throws <see cref="ProviderConfigurationException"/> when there is none.</param>
    public static Credential Later(Func<Credential> find) => new(find: find);

    /// <summary>The key for this call; null when the provider wants none.</summary>
    /// <exception cref="ProviderException">There is none for this call.</exception>
    public string? Resolve(ProviderCall call)
    {
        if (_find is not null)
        {
            return Find(call).Resolve(call);
        }

        if (_dynamicKey is null)
        {
            return SharedSecret;
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

    private Credential Find(ProviderCall call)
    {
        try
        {
            return _found ??= _find!();
        }
        catch (ProviderConfigurationException exception)
        {
            throw call.Failed(ProviderFailure.Credential, $"was not called: {exception.Message}", exception);
        }
    }
}
