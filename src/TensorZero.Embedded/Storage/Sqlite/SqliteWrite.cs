using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Something to write, and what became of it. Can be cancelled until it begins.</summary>
internal sealed class SqliteWrite<T>(Func<T> write, string database)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isSettled;

    public Task<T> Done => _done.Task;

    public void Cancel(CancellationToken cancellationToken)
    {
        if (Settle())
        {
            _done.SetCanceled(cancellationToken);
        }
    }

    public void Run()
    {
        if (!Settle())
        {
            return;
        }

        try
        {
            _done.SetResult(write());
        }
        catch (SqliteException error)
        {
            _done.SetException(SqliteErrors.Translate(error, database));
        }
        catch (Exception error)
        {
            _done.SetException(error);
        }
    }

    /// <summary>Whether it is the caller's to begin or to cancel.</summary>
    private bool Settle() => Interlocked.Exchange(ref _isSettled, 1) == 0;
}
