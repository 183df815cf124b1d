using System.Buffers.Binary;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>The ids that a time begins with, for looking for ids by time.</summary>
internal static class IdBounds
{
    private const long End = 1L << 48;

    /// <summary>
    /// The least id of a millisecond since 1970. Times before that have the least of all, times beyond every id one that none reaches.
    /// </summary>
    public static Guid First(long milliseconds)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (milliseconds >= End)
        {
            bytes.Fill(0xFF);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, milliseconds) << 16);
        }

        return new Guid(bytes, bigEndian: true);
    }
}
