namespace TensorZero.Embedded.Storage.Journal;

/// <summary>How far the process's own segments are shipped, and who waits for that. A refusal is told to who waits for that very record.</summary>
/// <param name="keepsRefusals">Whether somebody waits for every record, so that a refusal is kept until that one asks.</param>
internal sealed class JournalProgress(bool keepsRefusals)
{
    private readonly Lock _gate = new();
    private readonly List<(JournalPoint Point, TaskCompletionSource Reached)> _waiters = [];
    private readonly Dictionary<JournalPoint, Exception> _refusals = [];

    // A journal without segments is shipped to its end.
    private JournalPoint _reached = new(0, long.MaxValue);
    private bool _isStopped;

    public Task WhenReachedAsync(JournalPoint point)
    {
        lock (_gate)
        {
            if (_refusals.Remove(point, out var error))
            {
                return Task.FromException(error);
            }

            if (_reached.CompareTo(point) >= 0)
            {
                return Task.CompletedTask;
            }

            if (_isStopped)
            {
                return Task.FromException(new ObjectDisposedException(nameof(RecordJournal)));
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((point, reached));
            return reached.Task;
        }
    }

    /// <summary>The store has everything before this point, or refused it.</summary>
    public void Reach(JournalPoint point)
    {
        lock (_gate)
        {
            _reached = point;
            _ = _waiters.RemoveAll(waiter => waiter.Point.CompareTo(point) <= 0 && waiter.Reached.TrySetResult());
        }
    }

    /// <summary>The store refuses the record that ends at this point.</summary>
    public void Refuse(JournalPoint point, Exception error)
    {
        lock (_gate)
        {
            var waiter = _waiters.FindIndex(waiter => waiter.Point == point);
            if (!keepsRefusals)
            {
                return;
            }

            if (waiter < 0)
            {
                _refusals[point] = error;
                return;
            }

            _waiters[waiter].Reached.SetException(error);

            // The caller may have stopped waiting: then nobody looks at the error, and that is no error.
            _ = _waiters[waiter].Reached.Task.Exception;
            _waiters.RemoveAt(waiter);
        }
    }

    /// <summary>Nothing is shipped any more: whoever waits is told so, now and later, unless everything was.</summary>
    public void Stop(bool isShipped)
    {
        lock (_gate)
        {
            _isStopped = true;
            if (isShipped)
            {
                Reach(new JournalPoint(long.MaxValue, long.MaxValue));
            }

            foreach (var (_, reached) in _waiters)
            {
                reached.SetException(new ObjectDisposedException(nameof(RecordJournal)));
                _ = reached.Task.Exception;
            }

            _waiters.Clear();
        }
    }
}
