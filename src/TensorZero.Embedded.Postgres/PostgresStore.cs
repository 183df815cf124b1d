using TensorZero.Embedded.Postgres.Caching;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Datapoints;
using TensorZero.Embedded.Postgres.Erasing;
using TensorZero.Embedded.Postgres.Evaluations;
using TensorZero.Embedded.Postgres.Keys;
using TensorZero.Embedded.Postgres.Reading;
using TensorZero.Embedded.Postgres.Records;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Statistics;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Postgres;

/// <summary>Records, and the state that several nodes share, in one PostgreSQL database, which any number of nodes may use.</summary>
internal sealed class PostgresStore : IObservabilityStore, IMigratingStore
{
    private readonly PostgresDatabase _database;

    /// <exception cref="ObservabilityStoreException">The address is wrong.</exception>
    public PostgresStore(string address, StoreSettings settings)
    {
        var parsed = PostgresAddress.Parse(address, settings.ConnectionPoolSize);
        FolderName = parsed.FolderName;
        _database = new PostgresDatabase(parsed, settings);
        Inferences = new PostgresInferenceReader(_database);
        Feedback = new PostgresFeedbackReader(_database);
        Datapoints = new PostgresDatapointStore(_database, settings.Time);
        Statistics = new PostgresStatisticsReader(_database);
        Episodes = new PostgresEpisodeReader(_database);
        Records = new PostgresRecordReader(_database);
        Eraser = new PostgresRecordEraser(_database);
        ApiKeys = new PostgresApiKeyStore(_database);
        Cache = new PostgresReplyCache(_database);
        Evaluations = new PostgresEvaluationStore(_database);
        WorkflowRuns = new PostgresWorkflowRunStore(_database);
    }

    /// <summary>Names the database as a folder can be called.</summary>
    public string FolderName { get; }

    public string Kind => "postgres";

    public bool SkipsKnownIds => true;

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

    public async ValueTask<(long Found, long Current)> MigrateAsync(CancellationToken cancellationToken) =>
        (await _database.MigrateAsync(cancellationToken).ConfigureAwait(false), PostgresSchema.Version);

    // A record whose id is there already is skipped, so the batch needs no name.
    public async ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken)
    {
        using var rows = new PostgresBatch(batch);
        _ = await _database.RunAsync(
            async (connection, cancellation) =>
            {
                await rows.WriteAsync(connection, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken) => await _database.RunAsync(
        async (connection, cancellation) =>
        {
            string? text = null;
            var parameters = new PostgresParameters();
            var sql = $"SELECT config FROM {PostgresSchema.Name}.config_snapshot WHERE hash = {parameters.Add(hash)}";
            await PostgresRows
                .ForEachAsync(connection, parameters, sql, row => text = row.GetText(0), cancellation)
                .ConfigureAwait(false);
            return text;
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask CheckAsync(CancellationToken cancellationToken) =>
        _ = await FindConfigurationAsync(hash: "", cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
