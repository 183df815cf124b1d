using System.Collections.Concurrent;

namespace TensorZero.Embedded.Tests;

/// <summary>A clock on which waits of less than a minute are over at once; longer ones, as of what is done every minute, never end. It keeps what was waited for.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Unending = TimeSpan.FromMinutes(1);

    /// <summary>The waits so far, in order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HurriedTimer(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HurriedTimer(HurriedTime time, Action ring) : ITimer
    {
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan && dueTime < Unending)
            {
                time.Waits.Enqueue(dueTime);
                _ = Task.Run(() =>
                {
                    if (!Volatile.Read(ref _disposed))
                    {
                        ring();
                    }
                });
            }

            return true;
        }

        public void Dispose() => Volatile.Write(ref _disposed, true);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
