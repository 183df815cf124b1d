namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Makes the disk keep what was appended, in the background and outside of every other lock: after the interval, or for an interval of zero
/// as soon as somebody waits, for all who wait together.
/// </summary>
internal sealed class JournalSync : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval;
    private readonly TimeSpan _pause;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _failed;
    private readonly ITimer _timer;
    private readonly List<SegmentWriter> _retired = [];
    private readonly CancellationTokenSource _stop = new();
    private SegmentWriter? _dirty;
    private TaskCompletionSource? _waiters;
    private Task _running = Task.CompletedTask;

    /// <param name="interval">How long the disk may lag behind.</param>
    /// <param name="pause">How long after a failure it is tried again.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Told of every failure.</param>
    public JournalSync(TimeSpan interval, TimeSpan pause, TimeProvider time, Action<Exception> failed)
    {
        (_interval, _pause, _time, _failed) = (interval, pause, time, failed);
        _timer = time.CreateTimer(
            static sync => ((JournalSync)sync!).Start(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was appended to this segment.</summary>
    public void Appended(SegmentWriter writer)
    {
        lock (_gate)
        {
            if (_dirty is null && _interval > TimeSpan.Zero)
            {
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }

            _dirty = writer;
        }
    }

    /// <summary>Nothing is appended to this segment any more: it is closed when the disk has it.</summary>
    public void Retire(SegmentWriter writer)
    {
        lock (_gate)
        {
            _dirty = ReferenceEquals(_dirty, writer) ? null : _dirty;
            _retired.Add(writer);
        }

        Start();
    }

    /// <summary>Completes when the disk has what was appended before the call.</summary>
    public Task WhenSyncedAsync()
    {
        Task synced;
        lock (_gate)
        {
            // Its own round: the one under way may have begun before the append.
            _waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            synced = _waiters.Task;
        }

        Start();
        return synced;
    }

    /// <summary>Brings everything to the disk once more, as far as it takes it, and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        Task running;
        lock (_gate)
        {
            running = _running;
        }

        await running.ConfigureAwait(false);
        TrySync(Take().Work);
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_stop.IsCancellationRequested && _running.IsCompleted)
            {
                using (ExecutionContext.SuppressFlow())
                {
                    _running = Task.Run(RunAsync);
                }
            }
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var (work, waiters) = Take();
            while (!TrySync(work) && !_stop.IsCancellationRequested)
            {
                await Task.Delay(_pause, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            waiters?.SetResult();
            lock (_gate)
            {
                if (_waiters is null && _retired.Count == 0)
                {
                    _running = Task.CompletedTask;
                    return;
                }
            }
        }
    }

    private (List<(SegmentWriter Writer, bool Close)> Work, TaskCompletionSource? Waiters) Take()
    {
        lock (_gate)
        {
            var work = _retired.ConvertAll(static writer => (writer, true));
            _retired.Clear();
            if (_dirty is { } dirty)
            {
                work.Add((dirty, false));
                _dirty = null;
            }

            var waiters = _waiters;
            _waiters = null;
            return (work, waiters);
        }
    }

    /// <summary>Leaves in the list what could not be brought to the disk.</summary>
    private bool TrySync(List<(SegmentWriter Writer, bool Close)> work)
    {
        try
        {
            while (work.Count > 0)
            {
                var (writer, close) = work[0];
                writer.Sync();
                if (close)
                {
                    writer.Dispose();
                }

                work.RemoveAt(0);
            }

            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _failed(error);
            return false;
        }
    }
}
