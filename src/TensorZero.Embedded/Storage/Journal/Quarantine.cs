using System.Globalization;
using System.Text;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Keeps what cannot go to the store: records in a segment like any other, so that they can be read or tried again later, and damaged bytes as
/// they were found. A log beside them says why. One folder for each folder that it came from.
/// </summary>
internal sealed class Quarantine(string place, string source, TimeProvider time) : IDisposable
{
    private const string LogName = "reasons.log";

    private SegmentWriter? _segment;

    public string Folder { get; } = Path.Combine(place, JournalFolder.Quarantine, source);

    /// <summary>Keeps a record, given as its bytes.</summary>
    /// <exception cref="IOException">The disk is full or fails; nothing was kept.</exception>
    public void Keep(ReadOnlySpan<byte> record, Guid? id, string reason)
    {
        var buffer = EncodingBuffer.Rent();
        Frame.Wrap(buffer, record);
        _segment ??= Create();
        _segment.Append(buffer.Written, rows: 1);
        buffer.Return();
        _segment.Sync();
        Note($"record {id} in {Path.GetFileName(_segment.Segment.Path)}: {reason}");
    }

    /// <summary>Keeps damaged bytes of a segment. Found again, they are kept once.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Keep(Segment segment, long start, long end)
    {
        JournalFiles.CreateFolder(Folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{segment.Number:d10}-{start}.damaged");
        using var from = new FileStream(JournalFiles.OpenToRead(segment.Path), FileAccess.Read) { Position = start };
        using var to = JournalFiles.OpenOrCreate(Path.Combine(Folder, name));
        to.SetLength(0);
        var chunk = new byte[64 << 10];
        for (var rest = end - start; rest > 0;)
        {
            var read = from.Read(chunk, 0, (int)Math.Min(chunk.Length, rest));
            if (read == 0)
            {
                break;
            }

            to.Write(chunk, 0, read);
            rest -= read;
        }

        to.Flush(flushToDisk: true);
        Note($"{end - start} damaged bytes at {start} of {Path.GetFileName(segment.Path)} in {name}");
    }

    public void Dispose() => _segment?.Dispose();

    private SegmentWriter Create()
    {
        JournalFiles.CreateFolder(Folder);
        var last = Segment.In(Folder).LastOrDefault()?.Number ?? 0;
        return SegmentWriter.Create(Folder, last + 1);
    }

    private void Note(string text)
    {
        var line = Encoding.UTF8.GetBytes($"{time.GetUtcNow():O} {text.ReplaceLineEndings(" ")}\n");
        using var log = JournalFiles.OpenOrCreate(Path.Combine(Folder, LogName));
        RandomAccess.Write(log.SafeFileHandle, line, log.Length);
    }
}
