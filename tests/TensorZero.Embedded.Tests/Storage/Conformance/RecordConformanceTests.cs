using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Every kind of database gives records back as they were written, and deletes what it is told to and nothing else.</summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class RecordConformanceTests(StoreUnderTest stores)
{
    private static readonly RecordCollection[] Collections = Enum.GetValues<RecordCollection>();

    private readonly RecordedHistory _history = new(seed: 5, inferences: 300);
    private EmptyStore _database = null!;
    private IObservabilityStore _store = null!;

    [SetUp]
    public async Task FillStore()
    {
        _database = await stores.OpenEmptyAsync();
        _store = _database.Store;
        await _history.WriteToAsync(_store);
    }

    [TearDown]
    public async Task CloseStore()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Records_come_back_as_they_were_written([ValueSource(nameof(Collections))] RecordCollection collection)
    {
        var expected = RecordsOf(collection).Select(HistoryText.Of).ToList();

        Assert.That((await ReadAsync(collection)).Select(HistoryText.Of), Is.EqualTo(expected));
        Assert.That(await _store.Records.CountAsync(collection, default), Is.EqualTo(expected.Count));
    }

    [Test]
    public async Task Reading_goes_from_one_id_to_another()
    {
        var all = _history.Answered.ToList();

        var read = await _store.Records.ReadAsync(RecordCollection.Inferences, all[100].Id, all[200].Id, 1000, default);

        Assert.That(read.Select(record => record.Id), Is.EqualTo(all[101..201].Select(record => record.Id)));
    }

    [Test]
    public async Task Deleted_inferences_take_all_that_is_about_them_along()
    {
        var datapoint = Datapoint(_history.Answered.First().Id);
        var other = Datapoint(_history.Answered.ElementAt(77).Id);
        await _store.Datapoints.AddAsync([datapoint, other], default);
        var deleted = _history.Inferences.Where((inference, place) => place % 3 == 0 || inference == _history.Answered.First()).ToList();
        deleted.RemoveAll(inference => inference.Id == other.SourceInferenceId);
        Guid[] ids = [.. deleted.Select(inference => inference.Id), Some.Id()];

        var counts = await _store.Eraser.DeleteAsync(ids, default);

        var feedback = Delete(deleted);
        Assert.That(counts, Is.EqualTo(new DeletionCounts(
            deleted.Count, deleted.Sum(inference => inference.ModelInferences.Count + inference.FailedCalls.Count), feedback, 1)));
        await AllThatIsLeftIsThereAsync();
        Assert.That((await _store.Records.ReadDatapointsAsync(null, 10, default)).Select(left => left.Id), Is.EqualTo(new[] { other.Id }));
        Assert.That(await _store.Records.CountDatapointsAsync(default), Is.EqualTo(1));
        Assert.That(await _store.Eraser.DeleteAsync(ids, default), Is.EqualTo(default(DeletionCounts)), "they are gone");
    }

    [Test]
    public async Task What_is_tagged_is_found_in_pages()
    {
        var tagged = _history.Inferences.Where(inference => inference.Tags.GetValueOrDefault("user") == "1").Select(inference => inference.Id).ToList();

        var first = await _store.Eraser.FindTaggedAsync("user", "1", null, 20, default);
        var second = await _store.Eraser.FindTaggedAsync("user", "1", first[^1], 1000, default);

        Assert.That(first.Concat(second), Is.EqualTo(tagged));
        Assert.That(await _store.Eraser.FindTaggedAsync("user", "nobody", null, 20, default), Is.Empty);
    }

    [Test]
    public async Task What_is_deleted_is_not_found_by_its_tags_either()
    {
        var tagged = await _store.Eraser.FindTaggedAsync("user", "1", null, 1000, default);

        _ = await _store.Eraser.DeleteAsync(tagged, default);

        Assert.That(await _store.Eraser.FindTaggedAsync("user", "1", null, 1000, default), Is.Empty);
        Assert.That(await _store.Eraser.FindTaggedAsync("user", "2", null, 1000, default), Is.Not.Empty);
    }

    [Test]
    public async Task What_is_old_is_deleted_and_what_was_made_from_it_stays()
    {
        var moment = UuidV7Source.TimestampOf(_history.Inferences[120].Id);
        var deleted = _history.Inferences.Where(inference => UuidV7Source.TimestampOf(inference.Id) < moment).ToList();
        await _store.Datapoints.AddAsync([Datapoint(deleted[0].Id)], default);

        var counts = await _store.Eraser.DeleteBeforeAsync(moment, default);

        var feedback = Delete(deleted);
        Assert.That((counts.Inferences, counts.Feedback, counts.Datapoints), Is.EqualTo((deleted.Count, feedback, 0L)));
        await AllThatIsLeftIsThereAsync();
        Assert.That(await _store.Records.CountDatapointsAsync(default), Is.EqualTo(1));
    }

    [Test]
    public async Task Feedback_about_what_is_not_there_goes_by_its_targets_age()
    {
        var moment = UuidV7Source.TimestampOf(_history.Inferences[120].Id);
        var ids = new UuidV7Source(new FixedTimeProvider(moment.AddMilliseconds(-1)), new Random(3));
        var (old, older, recent) = (ids.Next(), ids.Next(), Some.Id());
        FeedbackRecord[] gone =
        [
            Some.Feedback(old, "liked", true), Some.Feedback(older, "score", 1.5), Some.Comment(old, "x"), Some.Demonstration(older, "[]"),
        ];
        // A metric's row does not say what it is about: what is no inference is an episode.
        List<FeedbackRecord> kept =
            [Some.Feedback(recent, "liked", true) with { Level = FeedbackLevel.Episode }, Some.Comment(recent, "y"), Some.Demonstration(recent, "[]")];
        kept = kept.ConvertAll(feedback => feedback with { SnapshotHash = Names.Hashes[0] });
        await _store.WriteAsync([.. gone, .. kept], "targetless", default);
        _history.Feedback.AddRange(kept);

        var counts = await _store.Eraser.DeleteBeforeAsync(moment, default);

        var deleted = _history.Inferences.Where(inference => UuidV7Source.TimestampOf(inference.Id) < moment).ToList();
        Assert.That(counts.Feedback, Is.EqualTo(gone.Length + Delete(deleted)));
        await AllThatIsLeftIsThereAsync();
    }

    [Test]
    public async Task Old_content_is_deleted_and_numbers_stay()
    {
        var moment = UuidV7Source.TimestampOf(_history.Inferences[120].Id);
        bool IsOld(InferenceRecord inference) => UuidV7Source.TimestampOf(inference.Id) < moment;
        var withContent = _history.Inferences.Count(inference => IsOld(inference) && inference.Input is not null);

        Assert.That(await _store.Eraser.DeleteContentBeforeAsync(moment, default), Is.EqualTo(withContent));

        for (var i = 0; i < _history.Inferences.Count && IsOld(_history.Inferences[i]); i++)
        {
            _history.Inferences[i] = _history.Inferences[i].Input is null ? _history.Inferences[i] : WithoutContent(_history.Inferences[i]);
        }

        await AllThatIsLeftIsThereAsync();
        Assert.That(await _store.Eraser.DeleteContentBeforeAsync(moment, default), Is.Zero, "there is none any more");
    }

    private async Task AllThatIsLeftIsThereAsync()
    {
        foreach (var collection in Collections)
        {
            Assert.That((await ReadAsync(collection)).Select(HistoryText.Of), Is.EqualTo(RecordsOf(collection).Select(HistoryText.Of)));
        }
    }

    private async Task<List<Record>> ReadAsync(RecordCollection collection)
    {
        var records = new List<Record>();
        IReadOnlyList<Record> page;
        do
        {
            page = await _store.Records.ReadAsync(collection, records.Count == 0 ? null : records[^1].Id, null, 97, default);
            records.AddRange(page);
        }
        while (page.Count > 0);

        return records;
    }

    private IEnumerable<Record> RecordsOf(RecordCollection collection) => collection switch
    {
        RecordCollection.Configurations => _history.Configurations,
        RecordCollection.Inferences => _history.Answered,
        RecordCollection.FailedInferences => _history.Inferences.Where(inference => inference.Status != InferenceStatus.Succeeded),
        RecordCollection.Feedback => _history.Feedback,
        RecordCollection.EvaluationRuns => _history.EvaluationRuns,
        RecordCollection.EvaluationNotes => _history.EvaluationNotes,
        RecordCollection.WorkflowRuns => _history.WorkflowRuns,
        RecordCollection.WorkflowEpisodes => _history.WorkflowEpisodes,
        _ => throw new NotSupportedException(),
    };

    /// <summary>Forgets inferences and the feedback that goes with them, and says how many pieces that was.</summary>
    private int Delete(List<InferenceRecord> deleted)
    {
        var gone = deleted.Select(inference => inference.Id).Concat(deleted.Select(inference => inference.EpisodeId)).ToHashSet();
        _ = _history.Inferences.RemoveAll(deleted.Contains);
        gone.ExceptWith(_history.Inferences.Select(inference => inference.EpisodeId));
        return _history.Feedback.RemoveAll(feedback => gone.Contains(feedback.TargetId));
    }

    private static InferenceRecord WithoutContent(InferenceRecord record) => record with
    {
        Error = record.Error is null ? null : "failed",
        Input = null,
        Content = [],
        JsonOutput = null,
        ExtraBody = [],
        ModelInferences =
        [
            .. record.ModelInferences.Select(call =>
                call with { System = null, InputMessages = [], Output = [], RawRequest = default, RawResponse = default }),
        ],
        FailedCalls =
        [
            .. record.FailedCalls.Select(call => call with
            {
                Error = call.Failure + (call.StatusCode is { } status ? $", status {status}" : ""), RawRequest = default, RawResponse = default,
            }),
        ],
    };

    private static DatapointRecord Datapoint(Guid source) => new()
    {
        Id = Some.Id(),
        DatasetName = "kept",
        FunctionName = "greet",
        FunctionType = FunctionType.Chat,
        Input = new InferenceInput { Messages = [InputMessage.User("Hi!")] },
        SourceInferenceId = source,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        SnapshotHash = "c0ffee",
    };
}
