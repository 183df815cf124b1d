using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Records in one SQLite file, which any number of processes may share. SQLite works synchronously: a batch is written on the
/// caller's thread, which is the writer's own; reads go to the thread pool.
/// </summary>
internal sealed class SqliteStore : IObservabilityStore
{
    private readonly SqliteConnections _connections;
    private readonly SqliteConnection _writer;
    private readonly SqliteBatchWriter _batches;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _disposed;

    private SqliteStore(SqliteConnections connections, SqliteConnection writer)
    {
        _connections = connections;
        _writer = writer;
        _batches = new SqliteBatchWriter(writer);
        var reads = new SqliteReads(connections);
        Inferences = new SqliteInferenceReader(reads);
        Feedback = new SqliteFeedbackReader(reads);
    }

    public IInferenceReader Inferences { get; }

    public IFeedbackReader Feedback { get; }

    /// <summary>Opens the database, makes it when there is none, and brings it to this library's schema.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public static SqliteStore Open(SqliteOptions options, TimeProvider time)
    {
        var connections = new SqliteConnections(options);
        SqliteConnection? writer = null;
        try
        {
            writer = connections.OpenWriter();
            SqliteMigrations.Apply(writer, connections.Database, time.GetUtcNow());
            return new SqliteStore(connections, writer);
        }
        catch (SqliteException error)
        {
            Close(writer, connections);
            throw SqliteErrors.Translate(error, connections.Database);
        }
        catch
        {
            Close(writer, connections);
            throw;
        }
    }

    public async ValueTask WriteAsync(IReadOnlyList<Record> batch, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _batches.Write(batch);
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, _connections.Database);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _batches.Dispose();
            Close(_writer, _connections);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static void Close(SqliteConnection? writer, SqliteConnections connections)
    {
        writer?.Dispose();
        connections.Dispose();
    }
}
