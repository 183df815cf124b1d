using System.Diagnostics;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Appends frames to the process's own segments, one caller at a time; the lock is held for one write to the file. Bounds what the journal may
/// hold.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly JournalOptions _options;
    private readonly string _folder;
    private readonly JournalBacklog _backlog;
    private readonly JournalSync _sync;
    private readonly Action<Segment> _begun;
    private readonly ITimer _lookAgain;
    private readonly long _segmentBytes;
    private SegmentWriter? _segment;
    private long _lastNumber;
    private bool _isClosed;

    /// <param name="options">How much it may hold.</param>
    /// <param name="folder">The process's own folder.</param>
    /// <param name="backlog">Counts what waits.</param>
    /// <param name="sync">Brings it to the disk.</param>
    /// <param name="time">The clock.</param>
    /// <param name="begun">Told of each new segment.</param>
    public JournalWriter(
        JournalOptions options, string folder, JournalBacklog backlog, JournalSync sync, TimeProvider time, Action<Segment> begun)
    {
        (_options, _folder, _backlog, _sync, _begun) = (options, folder, backlog, sync, begun);

        // What is given back is whole segments: with few of them a full journal would be stuck for long.
        _segmentBytes = Math.Min(options.SegmentBytes, options.MaxBytes / 4);
        _lookAgain = time.CreateTimer(
            static backlog => ((JournalBacklog)backlog!).SignalRoom(), backlog, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Where the next record goes, or would go.</summary>
    public JournalPoint End
    {
        get
        {
            lock (_gate)
            {
                return _segment is { Segment: var segment }
                    ? new JournalPoint(segment.Number, segment.Length)
                    : new JournalPoint(_lastNumber, long.MaxValue);
            }
        }
    }

    /// <param name="frame">A record, encoded as a frame.</param>
    /// <param name="rows">About how many rows it makes.</param>
    /// <param name="end">Where it ends, when it was appended.</param>
    /// <param name="error">What the disk said, when it failed.</param>
    public AppendResult TryAppend(EncodingBuffer frame, int rows, out JournalPoint end, out Exception? error)
    {
        (end, error) = (default, null);
        lock (_gate)
        {
            if (_isClosed)
            {
                return AppendResult.Closed;
            }

            // A record larger than the whole journal is let in when it is the only one.
            if (_backlog.Bytes + frame.Length > _options.MaxBytes && _backlog.Records > 0)
            {
                return AppendResult.Full;
            }

            try
            {
                var segment = SegmentFor(frame.Length);
                segment.Append(frame.Written, rows);
                _sync.Appended(segment);
                _backlog.Add(rows, frame.Length);
                end = new JournalPoint(segment.Segment.Number, segment.Segment.Length);
                return AppendResult.Appended;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                error = failure;
                CutTornFrame();
                _lookAgain.Change(_options.Batching.FirstRetryDelay * 4, Timeout.InfiniteTimeSpan);
                return AppendResult.DiskFails;
            }
        }
    }

    /// <summary>Ends the present segment if it is shipped to its end and worth it, so that it is removed.</summary>
    public void RetireShipped(JournalPoint shipped, long atLeastBytes)
    {
        lock (_gate)
        {
            if (_segment is { Segment: var segment }
                && segment.Length >= atLeastBytes
                && shipped == new JournalPoint(segment.Number, segment.Length))
            {
                Retire();
            }
        }
    }

    /// <summary>Ends this segment, if it is the present one.</summary>
    public void Retire(Segment segment)
    {
        lock (_gate)
        {
            if (_segment?.Segment == segment)
            {
                Retire();
            }
        }
    }

    /// <summary>Lets nothing in any more, and wakes who waits for room.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_segment is not null)
            {
                Retire();
            }
        }

        await _lookAgain.DisposeAsync().ConfigureAwait(false);
        _backlog.SignalRoom();
    }

    private SegmentWriter SegmentFor(int frameLength)
    {
        if (_segment is { } segment)
        {
            if (segment.Segment.Length + frameLength <= _segmentBytes || segment.Segment.Records == 0)
            {
                return segment;
            }

            Retire();
        }

        var next = SegmentWriter.Create(_folder, _lastNumber + 1);
        _lastNumber++;
        _segment = next;
        _backlog.Hold(next.Segment.Length);
        _begun(next.Segment);
        return next;
    }

    private void Retire()
    {
        Debug.Assert(_segment is not null);
        CutTornFrame();
        _segment.Segment.Complete();
        _sync.Retire(_segment);
        _segment = null;
        _backlog.Wake();
    }

    private void CutTornFrame()
    {
        try
        {
            _segment?.CutTornFrame();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays marked as torn: nothing is appended before it is cut.
        }
    }
}
