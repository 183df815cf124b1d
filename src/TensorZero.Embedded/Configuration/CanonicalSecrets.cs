using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Configuration;

/// <summary>
/// Values of the configuration that may be secrets. The canonical text is recorded, so it names them by a hash: the configuration is
/// still another one when a secret changes.
/// </summary>
internal static class CanonicalSecrets
{
    private const string HashPrefix = "sha256:";

    private const int HashLength = 32;

    private static readonly string[] SecretKeys = ["wandb_api_key", "hf_api_token"];

    private static readonly string[] SecretWords = ["auth", "key", "token", "secret", "cookie", "password", "credential"];

    /// <summary>The value as it is recorded, below the key <paramref name="key"/> of <paramref name="table"/>.</summary>
    public static ConfigurationNode Hide(TableNode table, string parentKey, string key, ConfigurationNode value)
    {
        if (value is not ScalarNode { Kind: ScalarKind.String } text)
        {
            return value;
        }

        var headerName = parentKey != "extra_headers" ? null : key == "value" && table["name"] is ScalarNode name ? name.Text : key;
        return SecretKeys.Contains(key) || (headerName is not null && IsSecretName(headerName)) ? Hash(text.Text) : value;
    }

    /// <summary>Whether what a header or a parameter of an address is called sounds like a secret.</summary>
    public static bool IsSecretName(string name) =>
        Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A hash stays as it is: a recorded text that is loaded again is the same configuration.</summary>
    private static ScalarNode Hash(string secret) => ScalarNode.Of(IsHash(secret)
        ? secret
        : HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..HashLength]);

    private static bool IsHash(string text) =>
        text.Length == HashPrefix.Length + HashLength
        && text.StartsWith(HashPrefix, StringComparison.Ordinal)
        && text[HashPrefix.Length..].All(char.IsAsciiHexDigitLower);
}
