namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Records in order, from many callers to one reader, bounded in number and in memory. A record takes up its place until the reader
/// is done with it, so what is being written counts too. The lock is held for a few instructions and never across an await.
/// </summary>
internal sealed class RecordQueue(int maxRecords, long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<QueuedRecord> _waiting = new();
    private readonly List<(long Position, TaskCompletionSource Reached)> _flushes = [];
    private TaskCompletionSource _room = NewSignal();
    private TaskCompletionSource? _enough;
    private int _wantedRows;
    private int _waitingRows;
    private long _heldBytes;
    private long _added;
    private long _taken;
    private long _done;
    private long _urgedUpTo;
    private bool _closed;

    /// <summary>Completes when a place becomes free. Take it before trying to add.</summary>
    public Task Room
    {
        get
        {
            lock (_gate)
            {
                return _room.Task;
            }
        }
    }

    public QueueResult TryAdd(QueuedRecord record)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return QueueResult.Closed;
            }

            var held = _added - _done;
            if (held >= maxRecords || (held > 0 && _heldBytes + record.Bytes > maxBytes))
            {
                return QueueResult.Full;
            }

            _waiting.Enqueue(record);
            _waitingRows += record.Rows;
            _heldBytes += record.Bytes;
            _added++;
            WakeReader();
            return QueueResult.Added;
        }
    }

    /// <summary>Completes when that many rows wait, or when those that wait are urgent, or when the queue is closed.</summary>
    public Task WaitForRowsAsync(int rows)
    {
        lock (_gate)
        {
            _wantedRows = rows;
            _enough = NewSignal();
            var task = _enough.Task;
            WakeReader();
            return task;
        }
    }

    /// <summary>Makes all that wait now urgent: it is handed out without waiting for a full batch.</summary>
    public void Urge()
    {
        lock (_gate)
        {
            _urgedUpTo = _added;
            WakeReader();
        }
    }

    /// <summary>The next records, in order, up to that many rows; at least one if any waits.</summary>
    public List<QueuedRecord> Take(int maxRows)
    {
        lock (_gate)
        {
            var batch = new List<QueuedRecord>(Math.Min(_waiting.Count, maxRows));
            var rows = 0;
            while (_waiting.TryPeek(out var next) && (batch.Count == 0 || rows + next.Rows <= maxRows))
            {
                batch.Add(_waiting.Dequeue());
                rows += next.Rows;
            }

            _waitingRows -= rows;
            _taken += batch.Count;
            return batch;
        }
    }

    /// <summary>The reader is done with these, the oldest it took: their places are free.</summary>
    public void Complete(IReadOnlyList<QueuedRecord> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                _heldBytes -= record.Bytes;
            }

            _done += records.Count;
            CompleteFlushes();
            _ = _room.TrySetResult();
            _room = _closed ? _room : NewSignal();
        }
    }

    /// <summary>Makes all that wait now urgent, and completes when the reader is done with it.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            var reached = NewSignal();
            _flushes.Add((_added, reached));
            CompleteFlushes();
            _urgedUpTo = _added;
            WakeReader();
            return reached.Task;
        }
    }

    /// <summary>Lets nobody in any more and wakes everyone who waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            WakeReader();
            _ = _room.TrySetResult();
        }
    }

    private void WakeReader()
    {
        var urgent = _urgedUpTo > _taken && _waiting.Count > 0;
        if (_enough is not null && (_waitingRows >= _wantedRows || urgent || _closed))
        {
            _enough.SetResult();
            _enough = null;
        }
    }

    private void CompleteFlushes() => _flushes.RemoveAll(flush => flush.Position <= _done && flush.Reached.TrySetResult());

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
