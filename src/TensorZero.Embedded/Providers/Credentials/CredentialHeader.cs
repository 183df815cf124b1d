using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Credentials;

/// <summary>A credential and the header that carries it. A key that all calls share is put into its header once.</summary>
/// <param name="credential">The key.</param>
/// <param name="name">The header's name.</param>
/// <param name="scheme">What stands before the key, such as <c>Bearer</c>; null for nothing.</param>
internal sealed class CredentialHeader(Credential credential, string name, string? scheme = null)
{
    private AuthenticationHeader? _shared;

    /// <summary>The header for this call; null when the provider wants no key.</summary>
    /// <exception cref="ProviderException">There is no key for this call.</exception>
    public AuthenticationHeader? For(ProviderCall call)
    {
        if (_shared is { } shared)
        {
            return shared;
        }

        if (credential.Resolve(call) is not { } secret)
        {
            return null;
        }

        var header = new AuthenticationHeader(name, secret, scheme);
        if (ReferenceEquals(secret, credential.SharedSecret))
        {
            _shared = header;
        }

        return header;
    }

    public override string ToString() => "***";
}
