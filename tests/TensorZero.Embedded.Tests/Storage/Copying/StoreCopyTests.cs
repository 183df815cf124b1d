using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>A copy between any two kinds of databases holds what its source holds.</summary>
[TestFixtureSource(nameof(Pairs))]
internal sealed class StoreCopyTests(StoreUnderTest from, StoreUnderTest to)
{
    private readonly RecordedHistory _history = new(seed: 11, inferences: 1_500);
    private IObservabilityStore _source = null!;
    private IObservabilityStore _target = null!;
    private TemporaryFolder _folder = null!;

    public static IEnumerable<TestFixtureData> Pairs() =>
        from source in StoreUnderTest.All from target in StoreUnderTest.All select new TestFixtureData(source, target);

    [SetUp]
    public async Task Open()
    {
        _folder = new TemporaryFolder();
        _source = await from.OpenEmptyAsync();
        _target = await to.OpenEmptyAsync();
        await _history.WriteToAsync(_source);
    }

    [TearDown]
    public async Task Close()
    {
        foreach (var store in new[] { _source, _target })
        {
            if (store is not null)
            {
                await store.DisposeAsync();
            }
        }

        _folder.Dispose();
    }

    [Test]
    public async Task Everything_is_copied_as_it_was()
    {
        await _source.Datapoints.AddAsync([Datapoint("kept"), Datapoint("gone")], default);
        await _source.Datapoints.DeleteAsync("gone", null, default);

        var reports = await CopyAsync();

        Assert.That(await StoreText.OfAsync(_target), Is.EqualTo(await StoreText.OfAsync(_source)));
        Assert.That(reports.Select(report => (report.Name, report.Read, report.IsShort)), Is.EqualTo(new[]
        {
            ("configurations", _history.Configurations.Count, false),
            ("inferences", _history.Answered.Count(), false),
            ("failed inferences", _history.Inferences.Count - _history.Answered.Count(), false),
            ("feedback", _history.Feedback.Count, false),
            ("datapoints", 2, false),
        }));
        Assert.That(reports.All(report => report.Written == report.Read && report.Found == report.Expected), Is.True);
    }

    [Test]
    public async Task A_copy_of_what_is_there_writes_nothing()
    {
        await CopyAsync();

        var again = await CopyAsync();

        Assert.That(again.Sum(report => report.Written), Is.Zero);
        Assert.That(again.Sum(report => report.Read), Is.EqualTo(_history.Inferences.Count + _history.Feedback.Count + _history.Configurations.Count));
        Assert.That(await StoreText.OfAsync(_target), Is.EqualTo(await StoreText.OfAsync(_source)));
    }

    [Test]
    public async Task What_arrives_late_or_changes_comes_with_the_next_copy()
    {
        var late = _history.Inferences.Where((_, place) => place % 7 == 0).Select(inference => inference with { Id = Some.Id(), ModelInferences = [], FailedCalls = [] }).ToList();
        var (renamed, replaced) = (Datapoint("d"), Datapoint("d"));
        await _source.Datapoints.AddAsync([renamed, replaced], default);
        await CopyAsync();
        await _source.WriteAsync([.. late], "late", default);
        await _source.Datapoints.RenameAsync("d", renamed.Id, "anew", default);
        await _source.Datapoints.DeleteAsync("d", [replaced.Id], default);

        var reports = await CopyAsync();

        Assert.That(reports.Sum(report => report.Written), Is.EqualTo(late.Count));
        Assert.That(await StoreText.OfAsync(_target), Is.EqualTo(await StoreText.OfAsync(_source)));
    }

    [Test]
    public async Task What_the_target_records_itself_stays()
    {
        var (own, known) = (Some.Inference(), _history.Answered.First());
        await _target.WriteAsync([own, known], "own", default);

        var reports = await CopyAsync();

        var inferences = reports.Single(report => report.Name == "inferences");
        Assert.That((inferences.Read - inferences.Written, inferences.Found), Is.EqualTo((1, _history.Answered.Count() + 1)));
        Assert.That(await StoreText.OfAsync(_target), Is.SupersetOf(await StoreText.OfAsync(_source)));
    }

    [Test]
    public async Task What_is_newer_than_the_copy_is_left_for_the_next_one()
    {
        var reports = await CopyAsync(UntilOf(_history.Inferences[400].Id));

        Assert.That(
            reports.Where(report => report.Name.EndsWith("inferences", StringComparison.Ordinal)).Sum(report => report.Read),
            Is.EqualTo(_history.Inferences.Count(inference => Millisecond(inference.Id) <= Millisecond(_history.Inferences[400].Id))));
    }

    private static DateTimeOffset UntilOf(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(Millisecond(id));

    private static long Millisecond(Guid id) => Embedded.Content.UuidV7Source.TimestampOf(id).ToUnixTimeMilliseconds();

    private static DatapointRecord Datapoint(string dataset) => new()
    {
        Id = Some.Id(),
        DatasetName = dataset,
        FunctionName = "greet",
        FunctionType = FunctionType.Chat,
        Name = "first",
        Input = new InferenceInput { Messages = [InputMessage.User("Hi!")] },
        UpdatedAt = DateTimeOffset.UnixEpoch,
        SnapshotHash = Names.Hashes[0],
    };

    private async Task<IReadOnlyList<CopyReport>> CopyAsync(DateTimeOffset? until = null)
    {
        using var file = new CopyStateFile(Path.Combine(_folder.Path, "state.json"));
        var state = file.Load("test") ?? CopyState.Begin("test", until ?? DateTimeOffset.MaxValue.AddYears(-5000));
        var reports = await new StoreCopy(new OpenedStore(_source, null), new OpenedStore(_target, null), file, state)
            .RunAsync(new Progress<long>(), default).OrFail();
        Assert.That(Directory.GetFiles(_folder.Path), Has.All.EndsWith(".lock"), "a copy that is done needs no memory");
        return reports;
    }
}
