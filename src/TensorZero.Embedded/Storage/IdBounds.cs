using System.Buffers.Binary;

namespace TensorZero.Embedded.Storage;

/// <summary>The ids that a time begins with, for looking for ids by time. None of them is anything's own id.</summary>
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

    /// <summary>Ids of this moment and later are greater, those of earlier milliseconds less.</summary>
    public static Guid At(DateTimeOffset moment)
    {
        var floor = moment.ToUnixTimeMilliseconds();
        return First(DateTimeOffset.FromUnixTimeMilliseconds(floor) < moment ? floor + 1 : floor);
    }
}
