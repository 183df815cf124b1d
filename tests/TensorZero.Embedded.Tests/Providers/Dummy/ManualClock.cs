namespace TensorZero.Embedded.Tests.Providers.Dummy;

/// <summary>A clock whose last timer rings when the test says so.</summary>
internal sealed class ManualClock : TimeProvider
{
    private Action? _ring;
    private TimeSpan _dueTime;

    /// <summary>Rings the timer that was set last and says how long it was set for.</summary>
    public TimeSpan Elapse()
    {
        _ring!();
        return _dueTime;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_ring, _dueTime) = (() => callback(state), dueTime);
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
