using TensorZero.Embedded.Storage.ClickHouse.Schema;
using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Records in a ClickHouse database, in TensorZero's tables and a few beside them. Opening it does not wait for the server: its first use
/// makes or completes the tables.
/// </summary>
internal sealed class ClickHouseStore : IObservabilityStore, IMigratingStore
{
    private readonly ClickHouseClient _client;
    private readonly ClickHouseMigrations _migrations;
    private readonly ClickHouseReadiness _readiness;
    private readonly ClickHouseBatchWriter _batches;
    private readonly ClickHouseDatapointStore _datapoints;

    public ClickHouseStore(ClickHouseAddress address, StoreSettings settings)
    {
        var unprepared = new ClickHouseClient(address, new ClickHouseOptions(), settings.Time);
        _migrations = new ClickHouseMigrations(unprepared, settings.Time);
        _readiness = new ClickHouseReadiness(_migrations, settings.Migrates);
        _client = unprepared.After(_readiness);
        _batches = new ClickHouseBatchWriter(_client);
        _datapoints = new ClickHouseDatapointStore(_client, settings.Time);
        Inferences = new ClickHouseInferenceReader(_client);
        Feedback = new ClickHouseFeedbackReader(_client);
        Statistics = new ClickHouseStatisticsReader(_client);
        Episodes = new ClickHouseEpisodeReader(_client);
        Records = new ClickHouseRecordReader(_client);
        Eraser = new ClickHouseRecordEraser(_client);
        Cache = new ClickHouseReplyCache(_client);
        Evaluations = new ClickHouseEvaluationStore(_client, settings.Time);
        WorkflowRuns = new ClickHouseWorkflowRunStore(_client, settings.Time);
    }

    public string Kind => "clickhouse";

    public IInferenceReader Inferences { get; }

    public IFeedbackReader Feedback { get; }

    public IDatapointStore Datapoints => _datapoints;

    public IStatisticsReader Statistics { get; }

    public IEpisodeReader Episodes { get; }

    public IEvaluationStore Evaluations { get; }

    public IWorkflowRunStore WorkflowRuns { get; }

    public IRecordReader Records { get; }

    public IRecordEraser Eraser { get; }

    public IReplyCache Cache { get; }

    public async ValueTask<(long Found, long Current)> MigrateAsync(CancellationToken cancellationToken) =>
        (await _migrations.ApplyAsync(repairs: true, cancellationToken).ConfigureAwait(false), ClickHouseSchema.Version);

    public async ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken) =>
        await _batches.WriteAsync(batch, token, cancellationToken).ConfigureAwait(false);

    public async ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken) =>
        await ConfigurationRecords.FindAsync(_client, hash, cancellationToken).ConfigureAwait(false);

    public async ValueTask CheckAsync(CancellationToken cancellationToken) =>
        _ = await _client
            .FindAsync("SELECT toInt64(1)", null, static row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);

    public ValueTask DisposeAsync()
    {
        _datapoints.Dispose();
        _readiness.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
