using System.Text;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>The header that carries a provider's key. Nothing but the request itself ever shows its value.</summary>
internal sealed class AuthenticationHeader
{
    /// <param name="name">The header's name.</param>
    /// <param name="secret">The key.</param>
    /// <param name="scheme">What stands before the key, such as <c>Bearer</c>; null for nothing.</param>
    public AuthenticationHeader(string name, string secret, string? scheme = null)
    {
        Name = name;
        Value = scheme is null ? secret : $"{scheme} {secret}";
        SecretUtf8 = Encoding.UTF8.GetBytes(secret);
        IsSendable = RequestHeaders.CanCarry(secret);
    }

    public string Name { get; }

    public string Value { get; }

    public ReadOnlyMemory<byte> SecretUtf8 { get; }

    public bool IsSendable { get; }

    public override string ToString() => "***";
}
