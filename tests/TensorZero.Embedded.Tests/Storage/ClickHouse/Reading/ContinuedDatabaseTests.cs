using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.Records;
using static TensorZero.Embedded.Tests.Storage.ClickHouse.Reading.TensorZeroRows;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Reading;

/// <summary>A database that TensorZero's gateway has filled is gone on with: what is new counts together with what was there.</summary>
internal sealed class ContinuedDatabaseTests
{
    private TestDatabase _database = null!;
    private ClickHouseStore _store = null!;

    [SetUp]
    public async Task Fill()
    {
        _database = await TestDatabase.MigratedAsync();
        await InsertAsync(_database.Client);
        _store = new ClickHouseStore(
            ClickHouseAddress.Parse(_database.Url), new StoreSettings(TimeProvider.System, NullLoggerFactory.Instance, Migrates: false));
    }

    [TearDown]
    public async Task Drop()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task New_records_stand_beside_those_that_were_there()
    {
        var added = Some.Inference(function: "basic_test", variant: "anthropic", episode: new Guid(OtherEpisode), models: [Some.ModelInference()]);
        await _store.WriteAsync(
            [added, Some.Snapshot(), Some.Feedback(new Guid(NewChat), "task_success", false), Some.Comment(added.Id, "New"), Some.Demonstration(new Guid(Json), "{}")],
            "continued",
            default);

        var listed = await _store.Inferences
            .ListAsync(new InferenceQuery { FunctionName = "basic_test" }, default).Select(inference => inference.InferenceId).ToListAsync();
        var feedback = await _store.Feedback.GetFeedbackAsync(new Guid(NewChat), default);
        var episode = (await _store.Episodes.ListAsync(new EpisodeQuery { FunctionName = "basic_test" }, default).ToListAsync()).Single();

        Assert.That(listed, Is.EqualTo(new[] { added.Id, new Guid(NewChat) }));
        Assert.That(feedback.Where(piece => piece.MetricName == "task_success").Select(piece => piece.BooleanValue), Is.EqualTo(new bool?[] { true, false }));
        Assert.That((episode.EpisodeId, episode.InferenceCount), Is.EqualTo((new Guid(OtherEpisode), 2)));
        Assert.That(
            await _database.RowsAsync("SELECT type, sum(count) FROM CumulativeUsage GROUP BY type ORDER BY type"),
            Is.EqualTo(new[] { "[\"input_tokens\",120]", "[\"model_inferences\",3]", "[\"output_tokens\",9]" }));
        Assert.That(
            await _database.RowsAsync("SELECT sum(count) FROM FeedbackByVariantStatistics WHERE function_name = 'basic_test' AND metric_name = 'task_success'"),
            Is.EqualTo(new[] { "[2]" }));
    }

    [Test]
    public async Task Datasets_take_new_datapoints_and_versions()
    {
        var before = await _store.Datapoints.CountAsync(new DatapointQuery { DatasetName = "good-haikus" }, default);
        var old = await _store.Datapoints.ListAsync(new DatapointQuery { DatasetName = "good-haikus" }, default).FirstAsync();
        var added = new DatapointRecord
        {
            Id = Some.Id(),
            DatasetName = "good-haikus",
            FunctionName = old.FunctionName,
            FunctionType = FunctionType.Chat,
            Input = old.Input,
            UpdatedAt = TimeProvider.System.GetUtcNow(),
            SnapshotHash = "c0ffee",
        };
        await _store.Datapoints.AddAsync([added], default);

        Assert.That(await _store.Datapoints.RenameAsync("good-haikus", old.Id, "renamed", default), Is.True);
        Assert.That(await _store.Datapoints.DeleteAsync("good-haikus", [added.Id], default), Is.EqualTo(1));

        Assert.That(await _store.Datapoints.CountAsync(new DatapointQuery { DatasetName = "good-haikus" }, default), Is.EqualTo(before));
        Assert.That((await _store.Datapoints.GetAsync([old.Id], default)).Single().Name, Is.EqualTo("renamed"));
    }
}
