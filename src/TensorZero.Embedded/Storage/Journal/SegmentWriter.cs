using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Appends to one segment. A write that fails leaves nothing behind: what it wrote of a frame is cut off before anything else is appended.
/// Never mapped into memory: a full disk would end the process.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Kept, because the stream seeks whenever it is asked for it.</summary>
    private readonly SafeFileHandle _handle;

    private bool _isTorn;

    private SegmentWriter(Segment segment, FileStream file) => (Segment, _file, _handle) = (segment, file, file.SafeFileHandle);

    public Segment Segment { get; }

    /// <exception cref="IOException">The disk is full or fails; nothing is left behind.</exception>
    public static SegmentWriter Create(string folder, long number)
    {
        Span<byte> header = stackalloc byte[SegmentHeader.Length];
        RandomNumberGenerator.Fill(header[..4]);
        var mark = BitConverter.ToUInt32(header);
        SegmentHeader.Write(header, mark);
        var segment = new Segment(folder, number, mark);
        var file = JournalFiles.Create(segment.Path);
        try
        {
            RandomAccess.Write(file.SafeFileHandle, header, 0);
        }
        catch
        {
            file.Dispose();
            File.Delete(segment.Path);
            throw;
        }

        segment.Grow(SegmentHeader.Length, records: 0);
        return new SegmentWriter(segment, file);
    }

    /// <param name="frame">The frame, not yet sealed.</param>
    /// <param name="rows">About how many rows its record makes.</param>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Append(Span<byte> frame, int rows)
    {
        var end = Segment.Length;
        if (_isTorn)
        {
            RandomAccess.SetLength(_handle, end);
            _isTorn = false;
        }

        Frame.Seal(frame, Segment.Mark);
        _isTorn = true;
        RandomAccess.Write(_handle, frame, end);
        _isTorn = false;
        Segment.Grow(end + frame.Length, records: 1, rows);
    }

    /// <summary>Cuts a torn frame off now, while that is possible: it takes up room that a full disk needs.</summary>
    public void CutTornFrame()
    {
        if (_isTorn)
        {
            RandomAccess.SetLength(_handle, Segment.Length);
            _isTorn = false;
        }
    }

    /// <summary>Returns when the disk has what was appended before.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Sync() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _file.Dispose();
}
