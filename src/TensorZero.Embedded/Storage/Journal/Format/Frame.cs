using System.Buffers.Binary;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>
/// What stands before each record in a segment: the segment's mark, the record's length, its checksum, and a checksum over these. The mark
/// is random and stands in no record, so that after damage the next frame can be searched for, and no recorded text passes for one.
/// </summary>
internal static class Frame
{
    public const int HeaderLength = 16;

    /// <summary>The longest record that is taken.</summary>
    public const int LongestRecord = 1 << 30;

    /// <summary>Encodes a record behind a header that <see cref="Seal"/> completes.</summary>
    public static void Encode(EncodingBuffer buffer, Records.Record record)
    {
        _ = buffer.Reserve(HeaderLength);
        RecordEncoder.Write(buffer, record);
        Complete(buffer);
    }

    /// <summary>As <see cref="Encode"/>, for a record that is encoded already.</summary>
    public static void Wrap(EncodingBuffer buffer, ReadOnlySpan<byte> record)
    {
        _ = buffer.Reserve(HeaderLength);
        record.CopyTo(buffer.Reserve(record.Length));
        Complete(buffer);
    }

    /// <summary>Makes it a frame of the segment with this mark.</summary>
    public static void Seal(Span<byte> frame, uint mark)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, mark);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[12..], Checksum.Of(frame[..12]));
    }

    /// <summary>The length of the record behind this header; null when it is none of this segment's.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> header, uint mark)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == mark
            && BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) == Checksum.Of(header[..12])
            && length is >= 0 and <= LongestRecord
                ? length
                : null;
    }

    public static bool IsIntact(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]) == Checksum.Of(frame[HeaderLength..]);

    private static void Complete(EncodingBuffer buffer)
    {
        var frame = buffer.Written;
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], frame.Length - HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], Checksum.Of(frame[HeaderLength..]));
    }
}
