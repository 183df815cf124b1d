using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Records in one SQLite file, which any number of processes may share. SQLite works synchronously: writes have a thread of
/// their own, reads go to the thread pool.
/// </summary>
internal sealed class SqliteStore : IObservabilityStore, IMigratingStore
{
    private readonly SqliteConnections _connections;
    private readonly SqliteConnection _writer;
    private readonly SqliteBatchWriter _batches;
    private readonly SqliteWrites _writes;
    private readonly SqliteReads _reads;

    private SqliteStore(SqliteConnections connections, SqliteConnection writer, TimeProvider time)
    {
        _connections = connections;
        _writer = writer;
        _batches = new SqliteBatchWriter(writer);
        _writes = new SqliteWrites(writer, connections.Database);
        _reads = new SqliteReads(connections);
        Inferences = new SqliteInferenceReader(_reads);
        Feedback = new SqliteFeedbackReader(_reads);
        Statistics = new SqliteStatisticsReader(_reads);
        Episodes = new SqliteEpisodeReader(_reads);
        Records = new SqliteRecordReader(_reads);
        Eraser = new SqliteRecordEraser(_reads, _writes);
        Datapoints = new SqliteDatapointStore(_reads, _writes, time);
        ApiKeys = new SqliteApiKeyStore(_reads, _writes);
        Cache = new SqliteReplyCache(_reads, _writes);
        Evaluations = new SqliteEvaluationStore(_reads, _writes);
        WorkflowRuns = new SqliteWorkflowRunStore(_reads, _writes);
    }

    public IInferenceReader Inferences { get; }

    public IFeedbackReader Feedback { get; }

    public IDatapointStore Datapoints { get; }

    public IStatisticsReader Statistics { get; }

    public IEpisodeReader Episodes { get; }

    public IEvaluationStore Evaluations { get; }

    public IWorkflowRunStore WorkflowRuns { get; }

    public IRecordReader Records { get; }

    public IRecordEraser Eraser { get; }

    public IApiKeyStore ApiKeys { get; }

    public IReplyCache Cache { get; }

    public string Kind => "sqlite";

    public bool SkipsKnownIds => true;

    /// <summary>The schema's version before it was opened; 0 when there was none.</summary>
    public long FoundVersion { get; private init; }

    /// <summary>Opens the database, makes it when there is none, and brings it to this library's schema.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public static SqliteStore Open(SqliteOptions options, TimeProvider time)
    {
        var connections = new SqliteConnections(options);
        SqliteConnection? writer = null;
        try
        {
            writer = connections.OpenWriter();
            var found = SqliteMigrations.Apply(writer, connections.Database, time.GetUtcNow());
            return new SqliteStore(connections, writer, time) { FoundVersion = found };
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

    /// <summary>Opening it has done so.</summary>
    public ValueTask<(long Found, long Current)> MigrateAsync(CancellationToken cancellationToken) => new((FoundVersion, SqliteSchema.Version));

    public async ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken) =>
        await _writes.RunUncommittedAsync(
            () =>
            {
                _batches.Write(batch);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken) =>
        await _reads.RunAsync(connection => ConfigSnapshotRows.Find(connection, hash), cancellationToken).ConfigureAwait(false);

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        _connections.RequireFile();
        _ = await _reads.RunAsync(static connection => ConfigSnapshotRows.Find(connection, hash: ""), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (await _writes.CloseAsync().ConfigureAwait(false))
        {
            _writes.Dispose();
            _batches.Dispose();
            Close(_writer, _connections);
        }
    }

    private static void Close(SqliteConnection? writer, SqliteConnections connections)
    {
        writer?.Dispose();
        connections.Dispose();
    }
}
