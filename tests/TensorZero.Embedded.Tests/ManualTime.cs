namespace TensorZero.Embedded.Tests;

/// <summary>A clock that stands still until a test moves it, and that tells when somebody starts to wait for it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Set)> _watchers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when a timer is next set to ring after exactly that time.</summary>
    public Task WhenSet(TimeSpan dueTime)
    {
        lock (_gate)
        {
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((dueTime, set));
            return set.Task.OrFail();
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _ = _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Ring());
    }

    private void Set(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _ = _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _now + dueTime;
                _timers.Add(timer);
            }

            _ = _watchers.RemoveAll(watcher => watcher.DueTime == dueTime && watcher.Set.TrySetResult());
        }
    }

    /// <summary>With a period it rings again after it, but once however far the clock was moved.</summary>
    private sealed class ManualTimer(ManualTime time, Action ring) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; set; }

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
            {
                time.Set(this, _period);
            }

            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
