using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Authentication;

/// <summary>
/// A key in TensorZero's format, <c>sk-t0-(12 letters and digits, its public id)-(48 letters and digits, its secret)</c>. The secret itself
/// is not kept, only its hash.
/// </summary>
internal sealed class ApiKey
{
    private const int PublicIdLength = 12;
    private const int SecretLength = 48;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(Alphabet);

    private ApiKey(string publicId, string hash) => (PublicId, Hash) = (publicId, hash);

    /// <summary>The part that names the key and may be shown.</summary>
    public string PublicId { get; }

    /// <summary>SHA-256 of the secret, in lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>Makes a new key. Its randomness is the system's and cannot be replaced: whoever guesses it guesses the key.</summary>
    /// <returns>The key, and its text with the secret.</returns>
    public static (ApiKey Key, string Text) Generate()
    {
        var publicId = RandomNumberGenerator.GetString(Alphabet, PublicIdLength);
        var secret = RandomNumberGenerator.GetString(Alphabet, SecretLength);
        return (new ApiKey(publicId, HashOf(secret)), $"sk-t0-{publicId}-{secret}");
    }

    /// <summary>Reads a key; or says, without repeating any of it, what is wrong with it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ApiKey? key, [NotNullWhen(false)] out string? problem)
    {
        Span<Range> parts = stackalloc Range[5];
        key = null;
        problem = text.Split(parts, '-') != 4
            ? "API key must be of the form `sk-t0-<public_id>-<long_key>`"
            : Judge(text[parts[0]], text[parts[1]], text[parts[2]], text[parts[3]]);
        if (problem is not null)
        {
            return false;
        }

        key = new ApiKey(text[parts[2]].ToString(), HashOf(text[parts[3]]));
        return true;
    }

    /// <summary>Whether the secret is the one with this hash. Takes as long for a wrong one as for the right one.</summary>
    public bool HasHash(string hash) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(Hash.AsSpan()), MemoryMarshal.AsBytes(hash.AsSpan()));

    public override string ToString() => $"{nameof(ApiKey)} {PublicId}";

    private static string? Judge(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> publicId, ReadOnlySpan<char> secret) =>
        first is not "sk" || second is not "t0" ? "API key must start with `sk-t0-`"
        : publicId.Length != PublicIdLength ? "Public ID must be 12 characters"
        : secret.Length != SecretLength ? "Long key must be 48 characters"
        : publicId.ContainsAnyExcept(LettersAndDigits) ? "Public ID must be alphanumeric"
        : secret.ContainsAnyExcept(LettersAndDigits) ? "Long key must be alphanumeric"
        : null;

    private static string HashOf(ReadOnlySpan<char> secret)
    {
        Span<byte> ascii = stackalloc byte[SecretLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = Encoding.ASCII.GetBytes(secret, ascii);
        _ = SHA256.HashData(ascii, hash);
        CryptographicOperations.ZeroMemory(ascii);
        return Convert.ToHexStringLower(hash);
    }
}
