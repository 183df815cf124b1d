using TensorZero.Embedded.Storage.Batching;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Brings what waits in the journal into the store, in the background: the process's own records, and by turns those that dead processes left
/// behind.
/// </summary>
internal sealed class JournalShipper : IAsyncDisposable
{
    private static readonly TimeSpan LookForTheDead = TimeSpan.FromMinutes(1);

    /// <summary>Below this a shipped segment is worth keeping for what comes next, until a minute is over.</summary>
    private const long WorthRemoving = 1 << 20;

    private readonly JournalParts _parts;
    private readonly JournalSource _own;
    private readonly JournalWriter _writer;
    private readonly BatchDelivery _delivery;
    private readonly bool _adopts;
    private readonly Queue<JournalSource> _adopted = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _flushTimer;
    private readonly ITimer _minute;
    private readonly Lock _gate = new();
    private TaskCompletionSource _adoptedShipped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isMinuteOver = true;
    private Task _loop = Task.CompletedTask;

    public JournalShipper(JournalParts parts, IObservabilityStore store, JournalSource own, JournalWriter writer, bool adopts)
    {
        (_parts, _own, _writer, _adopts) = (parts, own, writer, adopts);
        var time = parts.Time;
        _delivery = new BatchDelivery(store, parts.Options.Batching, parts.Tally, time, parts.Logger, _stop.Token);
        _flushTimer = time.CreateTimer(
            static backlog => ((JournalBacklog)backlog!).Urge(), parts.Backlog, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _minute = time.CreateTimer(static shipper => ((JournalShipper)shipper!).LookAround(), this, LookForTheDead, LookForTheDead);
    }

    /// <summary>Completes when the records of dead processes that are known of now are shipped.</summary>
    public Task AdoptedShipped
    {
        get
        {
            lock (_gate)
            {
                return _adoptedShipped.Task;
            }
        }
    }

    public void Start()
    {
        // The shipper outlives whoever starts it: it must not carry that request's activity and culture along.
        using (ExecutionContext.SuppressFlow())
        {
            _loop = Task.Run(RunAsync);
        }
    }

    /// <summary>Stops as soon as the batch on its way has ended. What waits stays in the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _parts.Backlog.Wake();
        await _loop.ConfigureAwait(false);
        await _flushTimer.DisposeAsync().ConfigureAwait(false);
        await _minute.DisposeAsync().ConfigureAwait(false);
        foreach (var source in _adopted)
        {
            source.Dispose();
        }

        if (_adoptedShipped.TrySetException(new ObjectDisposedException(nameof(RecordJournal))))
        {
            // Perhaps nobody waits for it.
            _ = _adoptedShipped.Task.Exception;
        }
    }

    private void LookAround()
    {
        if (_parts.Backlog.Age is { } age)
        {
            _delivery.ReportWaiting(age);
        }

        Volatile.Write(ref _isMinuteOver, true);
        _parts.Backlog.Wake();
    }

    private async Task RunAsync()
    {
        for (var failures = 0; !_stop.IsCancellationRequested;)
        {
            try
            {
                await RunOnceAsync().ConfigureAwait(false);
                failures = 0;
            }
            catch (Exception error)
            {
                var failure = error as ObservabilityStoreException ?? JournalErrors.Translate(error, _parts.Options.Place);
                await _delivery.PauseAfterAsync(failure, failures++).ConfigureAwait(false);
            }
        }
    }

    private async Task RunOnceAsync()
    {
        var options = _parts.Options.Batching;
        if (Interlocked.Exchange(ref _isMinuteOver, false))
        {
            _writer.RetireShipped(_own.Position, atLeastBytes: 0);
            Adopt();
        }

        if (_adopted.Count == 0)
        {
            await _parts.Backlog.WaitForRowsAsync(1).ConfigureAwait(false);
            if (options.AsyncWrites && _parts.Backlog.HasRows && !_stop.IsCancellationRequested)
            {
                _flushTimer.Change(options.FlushInterval, Timeout.InfiniteTimeSpan);
                await _parts.Backlog.WaitForRowsAsync(options.MaxRows).ConfigureAwait(false);
            }
        }

        if (!await ShipAsync(_own).ConfigureAwait(false))
        {
            _writer.RetireShipped(_own.Position, WorthRemoving);
        }

        if (_adopted.TryPeek(out var source) && !await ShipAsync(source).ConfigureAwait(false))
        {
            source.Delete();
            _ = _adopted.Dequeue();
            SignalAdopted();
        }
    }

    /// <returns>False when the source had nothing.</returns>
    private async Task<bool> ShipAsync(JournalSource source)
    {
        if (_stop.IsCancellationRequested)
        {
            return true;
        }

        if (source.Read(_parts.Options.Batching.MaxRows) is not { } batch)
        {
            return false;
        }

        await _delivery.DeliverAsync(batch).ConfigureAwait(false);
        return true;
    }

    private void Adopt()
    {
        if (_adopts)
        {
            foreach (var folder in JournalFolder.AdoptIn(_parts.Options.Place))
            {
                try
                {
                    if (JournalAdoption.TryOpen(folder, _parts) is { } source)
                    {
                        _adopted.Enqueue(source);
                    }
                }
                catch (Exception error) when (JournalErrors.IsDisk(error))
                {
                    JournalLog.NotAdopted(_parts.Logger, folder.Path, error.Message);
                    folder.Dispose();
                }
            }
        }

        SignalAdopted();
    }

    private void SignalAdopted()
    {
        lock (_gate)
        {
            if (_adopted.Count == 0)
            {
                _ = _adoptedShipped.TrySetResult();
            }
            else if (_adoptedShipped.Task.IsCompleted)
            {
                _adoptedShipped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
