using System.Buffers.Binary;

namespace TensorZero.Embedded.Content;

/// <summary>
/// Ids of episodes that belong to a run of a workflow evaluation: UUIDv7s dated ten billion seconds ahead, so that the id alone says what it is.
/// </summary>
internal static class WorkflowEpisodeIds
{
    private const long AheadMilliseconds = 10_000_000_000_000;

    /// <summary>Less than all of them, greater than every other episode's id.</summary>
    public static Guid First { get; } = new("09184e72-a000-7000-8000-000000000000");

    public static bool Includes(Guid id) => id.Version == 7 && MillisecondsOf(id) >= AheadMilliseconds;

    /// <summary>The id of an episode that begins when <paramref name="id"/> was made.</summary>
    public static Guid Ahead(Guid id) => Move(id, AheadMilliseconds);

    /// <summary>When an episode began.</summary>
    public static DateTimeOffset StartOf(Guid episodeId) => UuidV7Source.TimestampOf(Move(episodeId, -AheadMilliseconds));

    private static Guid Move(Guid id, long milliseconds)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        var first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)((long)(first >> 16) + milliseconds) << 16 | (first & 0xFFFF));
        return new Guid(bytes, bigEndian: true);
    }

    private static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
    }
}
