using System.Buffers;
using System.Text;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>
/// Removes a request's secrets from what came back: a provider that echoes a key must not carry it into an error, a log or a row.
/// </summary>
internal sealed class SecretMask
{
    /// <summary>Shorter values are flags and versions, no secrets; masking them would only garble the reply.</summary>
    public const int ShortestSecret = 8;

    private readonly ReadOnlyMemory<byte>[] _secrets;

    public SecretMask(ProviderHttpRequest request)
    {
        var key = request.Authentication?.SecretUtf8 ?? default;
        if (request.ExtraHeaders.Count == 0 && request.SecretsInBody.Count == 0)
        {
            _secrets = key.IsEmpty ? [] : [key];
            return;
        }

        var secrets = new List<ReadOnlyMemory<byte>>(request.ExtraHeaders.Count + 1);
        if (!key.IsEmpty)
        {
            secrets.Add(key);
        }

        foreach (var header in request.ExtraHeaders)
        {
            AddUnlessShort(secrets, header.Value);
        }

        foreach (var secret in request.SecretsInBody)
        {
            AddUnlessShort(secrets, secret);
        }

        _secrets = [.. secrets];
    }

    /// <summary>What it removes, in UTF-8.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Secrets => _secrets;

    /// <summary>The same bytes when no secret occurs in them, which is nearly always; else a copy with <c>***</c> in its place.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> utf8)
    {
        foreach (var secret in _secrets)
        {
            if (utf8.Span.IndexOf(secret.Span) >= 0)
            {
                utf8 = Replace(utf8.Span, secret.Span);
            }
        }

        return utf8;
    }

    /// <inheritdoc cref="Apply(ReadOnlyMemory{byte})"/>
    public string Apply(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(Encoding.UTF8.GetString(secret.Span), "***", StringComparison.Ordinal);
        }

        return text;
    }

    private static void AddUnlessShort(List<ReadOnlyMemory<byte>> secrets, string? value)
    {
        if (value is { Length: >= ShortestSecret })
        {
            secrets.Add(Encoding.UTF8.GetBytes(value));
        }
    }

    private static byte[] Replace(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> secret)
    {
        var masked = new ArrayBufferWriter<byte>(utf8.Length);
        while (utf8.IndexOf(secret) is >= 0 and var at)
        {
            masked.Write(utf8[..at]);
            masked.Write("***"u8);
            utf8 = utf8[(at + secret.Length)..];
        }

        masked.Write(utf8);
        return masked.WrittenSpan.ToArray();
    }
}
