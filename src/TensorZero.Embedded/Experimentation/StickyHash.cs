using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Experimentation;

/// <summary>
/// Where in [0, 1) an episode falls for a function: the first four bytes of SHA-256 over the function's name and the episode's id. The
/// same pair always falls on the same place, here and in TensorZero, so that an episode keeps its variant without any storage.
/// </summary>
internal static class StickyHash
{
    private const int MaximumStackName = 256;

    public static double PlaceOf(string functionName, Guid episodeId)
    {
        var nameLength = Encoding.UTF8.GetByteCount(functionName);
        Span<byte> bytes = nameLength <= MaximumStackName ? stackalloc byte[nameLength + 16] : new byte[nameLength + 16];
        Encoding.UTF8.GetBytes(functionName, bytes);
        _ = episodeId.TryWriteBytes(bytes[nameLength..], bigEndian: true, out _);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / 4294967296.0;
    }
}
