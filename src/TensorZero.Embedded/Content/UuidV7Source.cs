using System.Buffers.Binary;

namespace TensorZero.Embedded.Content;

/// <summary>
/// Makes UUIDv7s (RFC 9562) that only ever grow within one source: 48 bits of milliseconds, then 12 bits that count within a
/// millisecond (method 1 of section 6.2), then 62 random bits. When a millisecond's 4,096 are used up, or the clock steps back,
/// the next millisecond is borrowed. Thread-safe, without a lock.
/// </summary>
internal sealed class UuidV7Source(TimeProvider time, Random random)
{
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private long _last;

    public Guid Next()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)(next >> 12) << 16) | 0x7000 | ((ulong)next & 0xFFF));
        random.NextBytes(bytes[8..]);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>When a UUIDv7 was made; an id beyond the calendar's end says its last moment.</summary>
    public static DateTimeOffset TimestampOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, LastMillisecond));
    }
}
