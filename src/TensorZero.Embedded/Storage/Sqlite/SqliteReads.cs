using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Runs queries on the thread pool, because SQLite blocks its thread; cancellation interrupts a query at work.</summary>
internal sealed class SqliteReads(SqliteConnections connections)
{
    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        await Task.Run(() => Run(read, cancellationToken), cancellationToken).ConfigureAwait(false);

    private T Run<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = connections.OpenReader();
            using var interruption = cancellationToken.UnsafeRegister(
                static connection => sqlite3_interrupt(((SqliteConnection)connection!).Handle), connection);
            return read(connection);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, connections.Database);
        }
    }
}
