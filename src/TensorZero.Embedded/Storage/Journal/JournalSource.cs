using System.Collections.Concurrent;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Journal.Format;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Reads one folder's records back in order, batch by batch, and removes what the store has. Has one user, the shipper; only segments are added
/// from elsewhere.
/// </summary>
internal sealed class JournalSource : IDisposable
{
    private readonly JournalFolder _folder;
    private readonly JournalParts _parts;
    private readonly Action<JournalPoint> _shipped;
    private readonly Action<JournalPoint, Exception> _refused;
    private readonly ConcurrentQueue<Segment> _segments = new();
    private readonly JournalCursor _cursor;
    private readonly Quarantine _quarantine;
    private SegmentReader? _reader;
    private JournalPoint _position;
    private long _handledRecords;
    private long _handledRows;

    /// <param name="folder">The folder; it goes with the source.</param>
    /// <param name="parts">What is shared.</param>
    /// <param name="shipped">Told of each range that the store has.</param>
    /// <param name="refused">Told of each record that the store refused, before it is told that the range is shipped.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public JournalSource(
        JournalFolder folder, JournalParts parts, Action<JournalPoint> shipped, Action<JournalPoint, Exception> refused)
    {
        (_folder, _parts, _shipped, _refused) = (folder, parts, shipped, refused);
        _cursor = JournalCursor.Open(folder.Path);
        _quarantine = new Quarantine(parts.Options.Place, folder.Name, parts.Time);
    }

    public string Name => _folder.Name;

    public string Folder => _folder.Path;

    /// <summary>Where it was left by who had it before.</summary>
    public JournalPoint Start => _cursor.Start;

    /// <summary>Whether it is the process's own folder, to which is being appended.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Told of a segment in which something is wrong: nothing more should be appended to it.</summary>
    public Action<Segment>? Damaged { get; init; }

    /// <summary>Where the next batch begins.</summary>
    public JournalPoint Position => _position;

    /// <summary>Whether the store has everything, of segments that are complete.</summary>
    public bool IsShipped
    {
        get
        {
            foreach (var segment in _segments)
            {
                if (segment.Records > 0 && new JournalPoint(segment.Number, segment.Length).CompareTo(_position) > 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public void Add(Segment segment) => _segments.Enqueue(segment);

    /// <summary>The next batch of up to that many rows, but at least one record; null when there is none now.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public JournalBatch? Read(int maxRows)
    {
        while (_segments.TryPeek(out var segment))
        {
            var isComplete = segment.IsComplete;
            var end = segment.Length;
            try
            {
                Open(segment);
                while (_position.Offset < end)
                {
                    if (ReadBatch(segment, end, maxRows) is { } batch)
                    {
                        return batch;
                    }
                }
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
            {
                // Somebody removed or shortened it: what is missing is counted when the segment ends.
                JournalLog.Missing(_parts.Logger, segment.Path);
                Damaged?.Invoke(segment);
                _position = new JournalPoint(segment.Number, long.MaxValue);
            }

            if (!isComplete)
            {
                return null;
            }

            Finish(segment);
        }

        return null;
    }

    /// <summary>Notes the range before it is sent.</summary>
    /// <exception cref="ObservabilityStoreException">The disk fails.</exception>
    public void Begin(Segment segment, long start, long end)
    {
        try
        {
            if (_parts.SyncsRanges)
            {
                _reader!.Sync();
            }

            _cursor.Write(new JournalPoint(segment.Number, start), end, _parts.SyncsRanges);
        }
        catch (Exception error) when (JournalErrors.IsDisk(error))
        {
            if (!_parts.SyncsRanges)
            {
                // Sent again in another batch, its records are recognised one by one.
                return;
            }

            throw JournalErrors.Translate(error, _parts.Options.Place);
        }
    }

    /// <summary>The store has the range, which ends here, or refused what it has not.</summary>
    public void Complete(Segment segment, long end, int records, Guid last)
    {
        _handledRecords += records;
        _parts.Backlog.Remove(records, last, IsOwn);
        MoveOn(segment, end);
    }

    /// <summary>Keeps a record in quarantine.</summary>
    /// <returns>Where.</returns>
    /// <exception cref="ObservabilityStoreException">The disk fails.</exception>
    public string SetAside(ReadOnlySpan<byte> record, Guid? id, string reason)
    {
        try
        {
            _quarantine.Keep(record, id, reason);
            _parts.Losses.Quarantine();
            return _quarantine.Folder;
        }
        catch (Exception error) when (JournalErrors.IsDisk(error))
        {
            throw JournalErrors.Translate(error, _parts.Options.Place);
        }
    }

    /// <summary>The store refused the record that ends here. Comes before its range is completed.</summary>
    public void Refuse(Segment segment, long end, ObservabilityStoreException error) =>
        _refused(new JournalPoint(segment.Number, end), error);

    /// <summary>Removes the folder, of which nothing is left to ship.</summary>
    public void Delete()
    {
        Close();
        _folder.Delete();
    }

    /// <summary>Leaves the folder to whoever takes it over next.</summary>
    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    private void Close()
    {
        _reader?.Dispose();
        _cursor.Dispose();
        _quarantine.Dispose();
    }

    private void Open(Segment segment)
    {
        if (_position.Segment != segment.Number)
        {
            _position = new JournalPoint(segment.Number, segment.Start);
        }

        if (_reader?.Segment != segment)
        {
            _reader?.Dispose();
            _reader = null;
            _reader = new SegmentReader(segment, _parts.SyncsRanges);
        }
    }

    private JournalBatch? ReadBatch(Segment segment, long end, int maxRows)
    {
        var start = _position.Offset;
        if (_cursor.Start == _position && _cursor.End > start)
        {
            // Sent before, and nobody knows whether it arrived: the same range again, as far as the file has it.
            (end, maxRows) = (Math.Min(end, _cursor.End), int.MaxValue);
            _reader!.Load(start, end - start);
        }

        var records = new List<ReadRecord>();
        var rows = 0L;
        for (var at = start; rows < maxRows && (records.Count == 0 || _reader!.MissingFor(at, end) == 0);)
        {
            // What was read before must stay in the window: only the first piece may be searched for in a new one.
            var piece = records.Count == 0 ? _reader!.ReadWhole(at, end) : _reader!.Read(at, end);
            var record = piece.Kind == SegmentPieceKind.Record ? TryDecode(piece.Record) : null;
            if (record is not null)
            {
                records.Add(new ReadRecord(record, piece.Start, piece.End, piece.Record));
                rows += QueuedRecord.CountRows(record);
                at = piece.End;
                continue;
            }

            if (records.Count > 0 || piece.Kind == SegmentPieceKind.End)
            {
                break;
            }

            PassOver(segment, piece);
            at = start = piece.End;
            _position = new JournalPoint(segment.Number, at);
        }

        if (records.Count == 0)
        {
            return null;
        }

        _handledRows += rows;
        if (IsOwn)
        {
            _parts.Backlog.Take(records.Count, rows);
        }

        return new JournalBatch(this, segment, [.. records], start, records[^1].End);
    }

    /// <summary>Null for bytes that are no record, although their checksum is right: another version wrote them, or an error.</summary>
    private static Record? TryDecode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return RecordDecoder.Read(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void PassOver(Segment segment, SegmentPiece piece)
    {
        var length = piece.End - piece.Start;
        switch (piece.Kind)
        {
            case SegmentPieceKind.TornTail:
                JournalLog.TornTail(_parts.Logger, segment.Path, length);
                return;
            case SegmentPieceKind.LostTail:
                _parts.Losses.Damage(length);
                JournalLog.LostTail(_parts.Logger, segment.Path, length);
                return;
            case SegmentPieceKind.Record:
                _ = SetAside(piece.Record.Span, RecordDecoder.ReadId(piece.Record.Span), DecodingSpan.Malformed().Message);
                break;
            default:
                _quarantine.Keep(segment, piece.Start, piece.End);
                _parts.Losses.Damage(length);
                break;
        }

        JournalLog.Damaged(_parts.Logger, segment.Path, piece.Start, length, _quarantine.Folder);
        Damaged?.Invoke(segment);
    }

    private void MoveOn(Segment segment, long end)
    {
        _position = new JournalPoint(segment.Number, end);
        try
        {
            _cursor.Write(_position, end, sync: false);
        }
        catch (Exception error) when (JournalErrors.IsDisk(error))
        {
            // After a crash the range is sent once more, and recognised.
        }

        _shipped(_position);
    }

    /// <summary>Removes a segment that is shipped to its end, and counts what of it could not be read.</summary>
    private void Finish(Segment segment)
    {
        // First, because it may fail, and is then tried again.
        _reader?.Dispose();
        _reader = null;
        Delete(segment);
        var lost = segment.Records - _handledRecords;
        if (lost > 0)
        {
            _parts.Tally.Fail(lost);
            _parts.Backlog.Remove(lost, null, IsOwn);
            JournalLog.Lost(_parts.Logger, segment.Path, lost);
        }

        if (IsOwn)
        {
            _parts.Backlog.Take(lost, segment.Rows - _handledRows);
        }

        (_handledRecords, _handledRows) = (0, 0);
        _ = _segments.TryDequeue(out _);
        _parts.Backlog.Free(segment.Length);
        _position = new JournalPoint(segment.Number, long.MaxValue);
        _shipped(_position);
    }

    private static void Delete(Segment segment)
    {
        try
        {
            File.Delete(segment.Path);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody removed the whole folder.
        }
    }
}
