using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>
/// A configuration that inferences run under, so that they can be understood and repeated later. Its identity is the hash;
/// appending a known one again only renews when it was last used.
/// </summary>
internal sealed record ConfigSnapshotRecord : Record
{
    public required string Hash { get; init; }

    public required string CanonicalText { get; init; }

    public required string LibraryVersion { get; init; }

    /// <summary>
    /// The id of a configuration that is read back: no row keeps the first one, but this one is always the same, and as old as the row.
    /// </summary>
    public static Guid IdOf(string hash, DateTimeOffset createdAt)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(hash), bytes);
        var random = BinaryPrimitives.ReadUInt16BigEndian(bytes) & 0xFFFu;
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)createdAt.ToUnixTimeMilliseconds() << 16) | 0x7000 | random);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
