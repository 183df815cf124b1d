using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// What waits in the journal: counts that writer and shipper keep together, and the signals between them. Its lock is held for a few
/// instructions and never across an await.
/// </summary>
internal sealed class JournalBacklog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _room = NewSignal();
    private TaskCompletionSource? _enough;
    private int _wantedRows;
    private long _waitingRows;
    private long _bytes;
    private long _records;
    private long _added;
    private long _taken;
    private long _urgedUpTo;
    private bool _isWoken;
    private long _adoptedRecords;
    private DateTimeOffset _oldest;
    private DateTimeOffset _oldestAdopted;

    /// <summary>Completes when there may be room again. Take it before looking for room.</summary>
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

    /// <summary>Whether own records wait to be read.</summary>
    public bool HasRows => Interlocked.Read(ref _waitingRows) > 0;

    /// <summary>How many records wait.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>How many bytes of segments are on the disk.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How long ago the oldest waiting record was made, about; null when none waits.</summary>
    public TimeSpan? Age
    {
        get
        {
            lock (_gate)
            {
                if (_records == 0)
                {
                    return null;
                }

                var oldest = _adoptedRecords == 0 || (_records > _adoptedRecords && _oldest < _oldestAdopted) ? _oldest : _oldestAdopted;
                var age = time.GetUtcNow() - oldest;
                return age > TimeSpan.Zero ? age : TimeSpan.Zero;
            }
        }
    }

    /// <summary>A record was appended.</summary>
    public void Add(int rows, int bytes)
    {
        lock (_gate)
        {
            _oldest = _records == _adoptedRecords ? time.GetUtcNow() : _oldest;
            _records++;
            _bytes += bytes;
            _added++;
            _waitingRows += rows;
            WakeShipper();
        }
    }

    /// <summary>These bytes of the disk are in use, and are no record.</summary>
    public void Hold(long bytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
        }
    }

    /// <summary>A dead process's records were taken over.</summary>
    public void Adopt(long records, long bytes, DateTimeOffset oldest)
    {
        lock (_gate)
        {
            _oldestAdopted = _adoptedRecords == 0 || oldest < _oldestAdopted ? oldest : _oldestAdopted;
            _adoptedRecords += records;
            _records += records;
            _bytes += bytes;
        }
    }

    /// <summary>The shipper read these own records.</summary>
    public void Take(long records, long rows)
    {
        lock (_gate)
        {
            _taken += records;
            _waitingRows -= rows;
        }
    }

    /// <summary>These wait no longer, and those behind them are younger than the last of them.</summary>
    public void Remove(long records, Guid? last, bool areOwn)
    {
        lock (_gate)
        {
            _records -= records;
            if (areOwn)
            {
                _oldest = last is { } id ? UuidV7Source.TimestampOf(id) : _oldest;
            }
            else
            {
                _adoptedRecords -= records;
                _oldestAdopted = last is { } id ? UuidV7Source.TimestampOf(id) : _oldestAdopted;
            }

            SignalRoom();
        }
    }

    /// <summary>The disk has these bytes back.</summary>
    public void Free(long bytes)
    {
        lock (_gate)
        {
            _bytes -= bytes;
            SignalRoom();
        }
    }

    /// <summary>Lets those who wait for room look again.</summary>
    public void SignalRoom()
    {
        lock (_gate)
        {
            _room.SetResult();
            _room = NewSignal();
        }
    }

    /// <summary>Completes when that many own rows wait, or when those that wait are urgent, or after <see cref="Wake"/>.</summary>
    public Task WaitForRowsAsync(int rows)
    {
        lock (_gate)
        {
            _wantedRows = rows;
            _enough = NewSignal();
            var task = _enough.Task;
            WakeShipper();
            return task;
        }
    }

    /// <summary>Makes all that wait now urgent: they are shipped without waiting for a full batch.</summary>
    public void Urge()
    {
        lock (_gate)
        {
            _urgedUpTo = _added;
            WakeShipper();
        }
    }

    /// <summary>Lets the shipper look around, now or when it next waits.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            WakeShipper();
        }
    }

    private void WakeShipper()
    {
        var urgent = _urgedUpTo > _taken;
        if (_enough is not null && (_waitingRows >= _wantedRows || urgent || _isWoken))
        {
            _isWoken = false;
            _enough.SetResult();
            _enough = null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
