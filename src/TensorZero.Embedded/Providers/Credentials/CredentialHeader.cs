using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Credentials;

/// <summary>A credential and the header that carries it. A key known at load is put into its header once, not per request.</summary>
internal sealed class CredentialHeader
{
    private readonly Credential _credential;
    private readonly string _name;
    private readonly string? _scheme;
    private readonly AuthenticationHeader? _static;

    /// <param name="credential">The key.</param>
    /// <param name="name">The header's name.</param>
    /// <param name="scheme">What stands before the key, such as <c>Bearer</c>; null for nothing.</param>
    public CredentialHeader(Credential credential, string name, string? scheme = null)
    {
        (_credential, _name, _scheme) = (credential, name, scheme);
        _static = credential.StaticSecret is { } secret ? new AuthenticationHeader(name, secret, scheme) : null;
    }

    /// <summary>The header for this call; null when the provider wants no key.</summary>
    /// <exception cref="ProviderException">The call does not bring the key.</exception>
    public AuthenticationHeader? For(ProviderCall call) =>
        _static ?? (_credential.Resolve(call) is { } secret ? new AuthenticationHeader(_name, secret, _scheme) : null);

    public override string ToString() => "***";
}
