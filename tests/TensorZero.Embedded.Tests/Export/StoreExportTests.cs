using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Export;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Export;

/// <summary>Every kind of database is exported in the same lines: those that its records make by themselves.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class StoreExportTests(StoreUnderTest stores)
{
    private readonly RecordedHistory _history = new(seed: 12, inferences: 900);
    private readonly DatapointRecord _datapoint = new()
    {
        Id = Some.Id(),
        DatasetName = "kept",
        FunctionName = "greet",
        FunctionType = FunctionType.Chat,
        Input = new InferenceInput { Messages = [InputMessage.User("Hi!")] },
        UpdatedAt = DateTimeOffset.UnixEpoch,
        SnapshotHash = Names.Hashes[0],
    };

    private EmptyStore _database = null!;

    private IObservabilityStore Store => _database.Store;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [OneTimeSetUp]
    public async Task FillStore()
    {
        _database = await stores.OpenEmptyAsync();
        await _history.WriteToAsync(Store);
        await Store.Datapoints.AddAsync([_datapoint], default);
    }

    [OneTimeTearDown]
    public async Task CloseStore()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Every_record_is_a_line()
    {
        var (counts, lines) = await ExportAsync(new ExportQuery { To = Now.AddMinutes(1) });

        var failed = _history.Inferences.Where(inference => inference.Status != InferenceStatus.Succeeded).ToList();
        Assert.That(counts, Is.EqualTo(new ExportCounts(2, _history.Answered.Count(), failed.Count, _history.Feedback.Count, 1)));
        Assert.That(lines.Take(2).Select(line => JsonElement.Parse(line).GetProperty("configuration").GetProperty("hash").GetString()), Is.EquivalentTo(Names.Hashes));
        string[] expected = [.. Sorted(_history.Answered), .. Sorted(failed), .. Sorted(_history.Feedback), Line(_datapoint), Line(counts)];
        Assert.That(lines.Skip(2), Is.EqualTo(expected));
    }

    [Test]
    public async Task One_function_is_exported_with_the_feedback_about_it()
    {
        var (counts, lines) = await ExportAsync(new ExportQuery { FunctionName = "greet", To = Now.AddMinutes(1) });

        var inferences = _history.Answered.Where(inference => inference.FunctionName == "greet").ToList();
        var targets = inferences.SelectMany(inference => new[] { inference.Id, inference.EpisodeId }).ToHashSet();
        var feedback = _history.Feedback.Where(feedback => targets.Contains(feedback.TargetId)).ToList();
        Assert.That((counts.Configurations, counts.Inferences, counts.Feedback, counts.Datapoints), Is.EqualTo((2, inferences.Count, feedback.Count, 1)));
        Assert.That(lines, Is.SupersetOf(Sorted(inferences).Concat(Sorted(feedback))));
    }

    [Test]
    public async Task A_time_is_exported()
    {
        var ids = _history.Inferences.Select(inference => inference.Id).ToList();
        var (from, to) = (TimeOf(ids[300]), TimeOf(ids[500]));

        var (counts, _) = await ExportAsync(new ExportQuery { From = from, To = to });

        bool IsIn(Record record) => TimeOf(record.Id) >= from && TimeOf(record.Id) < to;
        Assert.That(counts.Inferences, Is.EqualTo(_history.Answered.Count(IsIn)));
        Assert.That(counts.FailedInferences, Is.EqualTo(_history.Inferences.Count(IsIn) - counts.Inferences));
        Assert.That(counts.Feedback, Is.EqualTo(_history.Feedback.Count(IsIn)));
    }

    private async Task<(ExportCounts Counts, string[] Lines)> ExportAsync(ExportQuery query)
    {
        using var destination = new MemoryStream();
        var counts = await new StoreExport(Store, query).RunAsync(destination, null, default);
        return (counts, Encoding.UTF8.GetString(destination.ToArray()).TrimEnd('\n').Split('\n'));
    }

    private static DateTimeOffset TimeOf(Guid id) => TensorZero.Embedded.Content.UuidV7Source.TimestampOf(id);

    private static IEnumerable<string> Sorted(IEnumerable<Record> records) => records.OrderBy(record => record.Id).Select(Line);

    private static string Line(object item) => ContentJsonSamples.Write(writer => ExportedLine.Write(writer, item));
}
