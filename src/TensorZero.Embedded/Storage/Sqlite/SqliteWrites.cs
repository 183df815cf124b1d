using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// One write at a time on the one connection that writes, on a thread of its own: SQLite works and waits for locks synchronously, and the
/// thread pool has few threads on a small machine.
/// </summary>
internal sealed class SqliteWrites : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _database;
    private readonly BlockingCollection<Action> _waiting = [];
    private readonly Task _thread;

    public SqliteWrites(SqliteConnection connection, string database)
    {
        (_connection, _database) = (connection, database);
        using (ExecutionContext.SuppressFlow())
        {
            _thread = Task.Factory.StartNew(
                WorkOff, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
    }

    /// <summary>Writes all that <paramref name="write"/> does, or nothing when it throws.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be written.</exception>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => RunUncommittedAsync(
        () =>
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var result = write(_connection);
            transaction.Commit();
            return result;
        },
        cancellationToken);

    /// <summary>Adds rows to a table, all of them or none; those whose id is there already are left out.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be written.</exception>
    public async ValueTask InsertAsync<T>(
        string table, string columns, IReadOnlyList<T> items, Action<RowWriter, T> write, CancellationToken cancellationToken) => _ = await RunAsync(
        connection =>
        {
            using var tables = new SqliteTables(connection);
            var rows = tables.Table(table, columns);
            foreach (var item in items)
            {
                write(rows, item);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>As <see cref="RunAsync"/>, but <paramref name="write"/> minds its own transaction.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be written.</exception>
    public async Task<T> RunUncommittedAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        var work = new SqliteWrite<T>(write, _database);
        try
        {
            _waiting.Add(work.Run, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteStore));
        }

        using var leaving = cancellationToken.UnsafeRegister(static (work, token) => ((SqliteWrite<T>)work!).Cancel(token), work);
        return await work.Done.ConfigureAwait(false);
    }

    /// <summary>Lets nobody write any more, once all who waited have written. False when that was so already.</summary>
    public async ValueTask<bool> CloseAsync()
    {
        var first = !_waiting.IsAddingCompleted;
        _waiting.CompleteAdding();
        await _thread.ConfigureAwait(false);
        return first;
    }

    public void Dispose() => _waiting.Dispose();

    private void WorkOff()
    {
        foreach (var work in _waiting.GetConsumingEnumerable())
        {
            work();
        }
    }
}
