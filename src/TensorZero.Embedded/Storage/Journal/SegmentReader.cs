using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Reads a segment piece by piece, through a window on the file, so that memory does not grow with the segment. After damage it goes on at the
/// next frame.
/// </summary>
internal sealed class SegmentReader(Segment segment, bool syncs = false) : IDisposable
{
    /// <summary>How much of the file is in memory at once at most, unless a single record is longer.</summary>
    public const int WindowLength = 4 << 20;

    private readonly SafeFileHandle _file = syncs ? JournalFiles.OpenToSync(segment.Path) : JournalFiles.OpenToRead(segment.Path);
    private byte[] _window = [];
    private long _windowStart;
    private int _windowLength;

    public Segment Segment => segment;

    /// <summary>Reads the file from here on at least that far anew. Records read before become invalid.</summary>
    public void Load(long start, long length)
    {
        length = Math.Max(length, Math.Min(RandomAccess.GetLength(_file) - start, WindowLength));
        if (_window.Length < length || _window.Length > WindowLength)
        {
            _window = new byte[BitOperations.RoundUpToPowerOf2((ulong)length)];
        }

        (_windowStart, _windowLength) = (start, 0);
        while (_windowLength < _window.Length)
        {
            var read = RandomAccess.Read(_file, _window.AsSpan(_windowLength), start + _windowLength);
            if (read == 0)
            {
                break;
            }

            _windowLength += read;
        }
    }

    /// <summary>How much must be loaded at once to read the piece at this place; 0 when it is loaded.</summary>
    /// <param name="start">Where the piece begins.</param>
    /// <param name="end">How far the segment is written.</param>
    public long MissingFor(long start, long end)
    {
        var header = Math.Min(Frame.HeaderLength, end - start);
        if (!Holds(start, header))
        {
            return header;
        }

        var length = header < Frame.HeaderLength ? null : Frame.LengthOf(Loaded(start, Frame.HeaderLength), segment.Mark);
        return length is { } record && start + Frame.HeaderLength + record <= end && !Holds(start, Frame.HeaderLength + record)
            ? Frame.HeaderLength + record
            : 0;
    }

    /// <summary>The piece at this place, which is loaded.</summary>
    public SegmentPiece Read(long start, long end)
    {
        if (start >= end)
        {
            return new SegmentPiece(SegmentPieceKind.End, start, start);
        }

        var rest = Loaded(start, Math.Min(end, _windowStart + _windowLength) - start);
        if (rest.Length >= Frame.HeaderLength && Frame.LengthOf(rest, segment.Mark) is { } length)
        {
            var frameEnd = start + Frame.HeaderLength + length;
            return frameEnd > end ? new SegmentPiece(segment.MayBeTorn ? SegmentPieceKind.TornTail : SegmentPieceKind.Damage, start, end)
                : Frame.IsIntact(rest[..(Frame.HeaderLength + length)]) ? new SegmentPiece(
                    SegmentPieceKind.Record,
                    start,
                    frameEnd,
                    _window.AsMemory((int)(start - _windowStart) + Frame.HeaderLength, length))
                : new SegmentPiece(SegmentPieceKind.Damage, start, frameEnd);
        }

        var reachesEnd = start + rest.Length == end;
        return !segment.MayBeTorn || !reachesEnd || TornKind(rest) is not { } torn
            ? new SegmentPiece(SegmentPieceKind.Damage, start, start + NextFrame(rest, reachesEnd))
            : new SegmentPiece(torn, start, end);
    }

    /// <summary>The next piece, with damage that hangs together as one; loads what is missing.</summary>
    public SegmentPiece ReadWhole(long start, long end)
    {
        var piece = LoadAndRead(start, end);
        while (piece.Kind == SegmentPieceKind.Damage && LoadAndRead(piece.End, end) is { Kind: SegmentPieceKind.Damage } more)
        {
            piece = piece with { End = more.End };
        }

        return piece;
    }

    /// <summary>Returns when the disk has the segment. For readers that were opened to do so.</summary>
    public void Sync() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    private SegmentPiece LoadAndRead(long start, long end)
    {
        for (var missing = MissingFor(start, end); missing > 0; missing = MissingFor(start, end))
        {
            Load(start, missing);
            if (!Holds(start, missing))
            {
                throw new EndOfStreamException($"The file {segment.Path} is shorter than what was written to it.");
            }
        }

        return Read(start, end);
    }

    private bool Holds(long start, long length) => start >= _windowStart && start + length <= _windowStart + _windowLength;

    private ReadOnlySpan<byte> Loaded(long start, long length) => _window.AsSpan((int)(start - _windowStart), (int)length);

    /// <summary>A part of a header, or what a disk shows that lost its power before the bytes came: zeros. Null for anything else.</summary>
    private SegmentPieceKind? TornKind(ReadOnlySpan<byte> rest)
    {
        Span<byte> mark = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(mark, segment.Mark);
        return rest.Length < Frame.HeaderLength && rest.StartsWith(mark[..Math.Min(rest.Length, mark.Length)]) ? SegmentPieceKind.TornTail
            : !rest.ContainsAnyExcept((byte)0) ? SegmentPieceKind.LostTail
            : null;
    }

    /// <summary>Where something begins again that looks like a frame, or what of the window certainly holds none.</summary>
    private int NextFrame(ReadOnlySpan<byte> rest, bool reachesEnd)
    {
        Span<byte> mark = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(mark, segment.Mark);
        for (var at = 1; at < rest.Length; at++)
        {
            var found = rest[at..].IndexOf(mark);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (rest.Length - at < Frame.HeaderLength)
            {
                return reachesEnd ? rest.Length : at;
            }

            if (Frame.LengthOf(rest[at..], segment.Mark) is not null)
            {
                return at;
            }
        }

        return reachesEnd ? rest.Length : Math.Max(1, rest.Length - Frame.HeaderLength + 1);
    }
}
