using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.ClickHouse.Schema;
using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Storage.ClickHouse;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

internal sealed class ClickHouseUnderTest : StoreUnderTest
{
    public override async Task<IObservabilityStore> OpenEmptyAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await new ClickHouseMigrations(database.Client, TimeProvider.System).ApplyAsync(default);
        return new Opened(database);
    }

    public override string ToString() => "ClickHouse";

    /// <summary>The database is gone when the store is closed.</summary>
    private sealed class Opened(TestDatabase database) : IObservabilityStore
    {
        private readonly ClickHouseDatapointStore _datapoints = new(database.Client, TimeProvider.System);

        public IInferenceReader Inferences { get; } = new ClickHouseInferenceReader(database.Client);

        public IFeedbackReader Feedback { get; } = new ClickHouseFeedbackReader(database.Client);

        public IDatapointStore Datapoints => _datapoints;

        public IStatisticsReader Statistics { get; } = new ClickHouseStatisticsReader(database.Client);

        public IEpisodeReader Episodes { get; } = new ClickHouseEpisodeReader(database.Client);

        public IRecordReader Records { get; } = new ClickHouseRecordReader(database.Client);

        public IRecordEraser Eraser { get; } = new ClickHouseRecordEraser(database.Client);

        public async ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken) =>
            await new ClickHouseBatchWriter(database.Client).WriteAsync(batch, token, cancellationToken);

        public async ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken) =>
            await ConfigurationRecords.FindAsync(database.Client, hash, cancellationToken);

        public ValueTask CheckAsync(CancellationToken cancellationToken) => default;

        public async ValueTask DisposeAsync()
        {
            _datapoints.Dispose();
            await database.DisposeAsync();
        }
    }
}
