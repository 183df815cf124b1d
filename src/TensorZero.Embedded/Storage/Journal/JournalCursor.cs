using System.Buffers.Binary;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// How far a folder has been shipped, on disk: which range is being sent, written down before it is sent, so that after a crash the same range
/// is sent again under the same name. Two slots are written in turn, so that one is always whole.
/// </summary>
internal sealed class JournalCursor : IDisposable
{
    private const string FileName = "shipped";
    private const int SlotLength = 36;

    // Apart by more than a disk's sector.
    private const int SlotDistance = 4096;

    private readonly FileStream _file;
    private long _writes;

    private JournalCursor(FileStream file) => _file = file;

    /// <summary>Everything before is in the store.</summary>
    public JournalPoint Start { get; private set; }

    /// <summary>Up to where the range goes that was sent and of which nobody knows whether it arrived; as <see cref="Start"/> when none is.</summary>
    public long End { get; private set; }

    /// <exception cref="IOException">The disk is full or fails.</exception>
    public static JournalCursor Open(string folder)
    {
        var cursor = new JournalCursor(JournalFiles.OpenOrCreate(Path.Combine(folder, FileName)));
        try
        {
            cursor.TakeRoom();
            cursor.Read(0);
            cursor.Read(1);
            return cursor;
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Write(JournalPoint start, long end, bool sync)
    {
        Span<byte> slot = stackalloc byte[SlotLength];
        BinaryPrimitives.WriteInt64LittleEndian(slot, _writes + 1);
        BinaryPrimitives.WriteInt64LittleEndian(slot[8..], start.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(slot[16..], start.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(slot[24..], end);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[32..], Checksum.Of(slot[..32]));
        RandomAccess.Write(_file.SafeFileHandle, slot, (_writes & 1) * SlotDistance);
        (_writes, Start, End) = (_writes + 1, start, end);
        if (sync)
        {
            RandomAccess.FlushToDisk(_file.SafeFileHandle);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>What is to be noted later must not fail for a disk that is full by then: shipping is what makes room.</summary>
    private void TakeRoom()
    {
        Span<byte> slot = stackalloc byte[SlotLength];
        slot.Clear();
        for (var at = 0; at <= SlotDistance; at += SlotDistance)
        {
            if (RandomAccess.GetLength(_file.SafeFileHandle) < at + SlotLength)
            {
                RandomAccess.Write(_file.SafeFileHandle, slot, at);
            }
        }
    }

    private void Read(int index)
    {
        Span<byte> slot = stackalloc byte[SlotLength];
        if (RandomAccess.Read(_file.SafeFileHandle, slot, index * SlotDistance) < SlotLength
            || BinaryPrimitives.ReadUInt32LittleEndian(slot[32..]) != Checksum.Of(slot[..32])
            || BinaryPrimitives.ReadInt64LittleEndian(slot) <= _writes)
        {
            return;
        }

        _writes = BinaryPrimitives.ReadInt64LittleEndian(slot);
        Start = new JournalPoint(BinaryPrimitives.ReadInt64LittleEndian(slot[8..]), BinaryPrimitives.ReadInt64LittleEndian(slot[16..]));
        End = BinaryPrimitives.ReadInt64LittleEndian(slot[24..]);
    }
}
