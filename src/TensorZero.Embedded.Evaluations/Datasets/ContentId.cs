using System.Security.Cryptography;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Ids made of content: the SHA-256 of it in the form of a UUID of version 8 (RFC 9562).</summary>
internal static class ContentId
{
    public static Guid Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(content, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Equal for inputs that say the same, however they were written.</summary>
    public static Guid Of(InferenceInput input) => Of(JsonText.BytesOf(input, ContentJson.WriteInput));
}
