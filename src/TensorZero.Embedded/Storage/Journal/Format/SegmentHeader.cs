using System.Buffers.Binary;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The beginning of a segment: that it is one, the format's version, the frames' mark, and a checksum.</summary>
internal static class SegmentHeader
{
    public const int Length = 20;

    /// <summary>The format that this version of the library writes, and the newest it can read.</summary>
    public const uint Version = 1;

    private static ReadOnlySpan<byte> Signature => "TZRECORD"u8;

    public static void Write(Span<byte> header, uint mark)
    {
        Signature.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], mark);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Checksum.Of(header[..16]));
    }

    /// <summary>The format's version; null when the header is damaged.</summary>
    public static uint? VersionOf(ReadOnlySpan<byte> header) =>
        header.Length >= Length
        && header.StartsWith(Signature)
        && BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) == Checksum.Of(header[..16])
            ? BinaryPrimitives.ReadUInt32LittleEndian(header[8..])
            : null;
}
