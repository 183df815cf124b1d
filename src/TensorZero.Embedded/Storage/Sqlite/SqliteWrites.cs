using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// One writer at a time on the one connection that writes. What is not a batch runs on the thread pool, in a transaction of its own.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing, and who comes too late must still be told so.
internal sealed class SqliteWrites(SqliteConnection connection, string database)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _closed;

    /// <summary>Writes all that <paramref name="write"/> does, or nothing when it throws.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be written.</exception>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => Task.Run(
        async () => await RunHereAsync(
            () =>
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = write(connection);
                transaction.Commit();
                return result;
            },
            cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Writes on the caller's thread; <paramref name="write"/> minds its own transaction.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be written.</exception>
    public async ValueTask<T> RunHereAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return write();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, database);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets nobody write any more, once whoever writes is done. False when that was so already.</summary>
    public async ValueTask<bool> CloseAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        var first = !_closed;
        _closed = true;
        _turn.Release();
        return first;
    }
}
