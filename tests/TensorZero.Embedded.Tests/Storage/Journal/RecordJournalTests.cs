using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Journal;

[CancelAfter(60_000)]
internal sealed class RecordJournalTests
{
    private readonly JournalScene _scene = new();
    private SqliteStore _store = null!;

    [SetUp]
    public void OpenStore() => _store = _scene.Database.Open();

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _scene.Dispose();
    }

    [Test]
    public async Task What_is_appended_is_on_disk_before_the_database_has_it_and_afterwards_nothing_of_it_stays()
    {
        await using var journal = _scene.Open(_store);
        await journal.AppendAsync(Some.Inference(models: [Some.ModelInference(new byte[3000])]), default);
        Assert.That(new FileInfo(_scene.Segments.Single()).Length, Is.GreaterThan(3000));

        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(1, 1, 0, 0, 0)));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM model_inference"), Is.EqualTo(1));
        await journal.DisposeAsync();
        Assert.That(_scene.Folders, Is.Empty);
    }

    [Test]
    public async Task What_waits_when_it_is_disposed_stays_and_the_next_one_brings_it_in()
    {
        using var other = _scene.Database.Connect();
        var transaction = other.BeginTransaction(deferred: false);
        var journal = _scene.Open(_store);
        for (var i = 0; i < 10; i++)
        {
            await journal.AppendAsync(Some.Inference(), default);
        }

        await journal.DisposeAsync();
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(10, 0, 10, 0, 0)));
        transaction.Rollback();

        await using var next = _scene.Open(_store);
        await next.FlushAsync(default);
        Assert.That(next.Counters, Is.EqualTo(new RecordCounters(10, 10, 0, 0, 0)));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(10));
        Assert.That(_scene.Folders, Has.Length.EqualTo(1), "the folder of the first is gone");
    }

    [Test]
    public async Task Records_are_shipped_in_their_order_over_many_segments()
    {
        await using var journal = _scene.Open(_store, _scene.Options with { SegmentBytes = 10_000 });
        var records = Enumerable.Range(0, 500).Select(_ => Some.Inference(models: [Some.ModelInference()])).ToArray();
        foreach (var record in records)
        {
            await journal.AppendAsync(record, default);
        }

        await journal.FlushAsync(default);

        var ids = await _store.Inferences.ListAsync(new InferenceQuery { Limit = null }, default).Select(inference => inference.InferenceId).ToListAsync();
        Assert.That(ids, Is.EqualTo(records.Reverse().Select(record => record.Id)));
        Assert.That(_scene.Segments, Has.Length.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task A_database_that_is_away_costs_disk_and_no_record()
    {
        var store = new StoreThatIsAway(_store);
        await using var journal = _scene.Open(store);
        var pause = _scene.Time.WhenSet(_scene.Options.Batching.FirstRetryDelay);
        for (var i = 0; i < 3000; i++)
        {
            await journal.AppendAsync(Some.Inference(), default);
        }

        var flushed = journal.FlushAsync(default).AsTask();
        await pause;
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(3000, 0, 3000, 0, 0)));
        Assert.That(journal.Journal!.Value.Bytes, Is.GreaterThan(3000 * 100));
        Assert.That(_scene.Lines(LogLevel.Warning).Single(), Does.StartWith("Records cannot be written at the moment: ").And.EndsWith("wait, 0 were dropped so far. The database is away."));

        store.IsAway = false;
        _scene.Time.Advance(_scene.Options.Batching.MaxRetryDelay);
        await flushed;
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(3000, 3000, 0, 0, 0)));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(3000));
        Assert.That(store.Batches[0], Is.EqualTo(store.Batches[1]), "the same batch comes under the same name");
    }

    [Test]
    public async Task A_database_that_says_nothing_at_all_is_told_once_a_minute()
    {
        var silence = new TaskCompletionSource();
        var store = new StoreThatIsAway(_store) { IsAway = false, Silence = silence.Task };
        await using var journal = _scene.Open(store);
        await journal.AppendAsync(Some.Inference(), default);
        var flushed = journal.FlushAsync(default).AsTask();
        await Until(() => store.Tries == 1);
        for (var minute = 0; minute < 4; minute++)
        {
            _scene.Time.Advance(TimeSpan.FromMinutes(1));
        }

        silence.SetResult();
        await flushed;

        Assert.That(_scene.Lines(LogLevel.Warning), Is.EqualTo(new[] { 120, 180, 240 }.Select(seconds =>
            $"The database is behind: 1 records wait, the oldest for {seconds} seconds; 0 were dropped so far.")));
        Assert.That(journal.Journal!.Value.Age, Is.Null);
    }

    [Test]
    public async Task Records_of_a_dead_process_have_the_age_of_the_oldest()
    {
        var old = Some.Inference(id: new UuidV7Source(_scene.Time, new Random(1)).Next());
        await _scene.LeaveBehindAsync([old, Some.Inference()]);
        _scene.Time.Advance(TimeSpan.FromHours(3));
        await using var journal = _scene.Open(new StoreThatIsAway());
        await Until(() => journal.Counters.Received == 2);

        Assert.That(journal.Journal!.Value.Age, Is.EqualTo(TimeSpan.FromHours(3)));
        await journal.AppendAsync(Some.Inference(), default);
        Assert.That(journal.Journal!.Value.Age, Is.EqualTo(TimeSpan.FromHours(3)), "the youngest does not count");
    }

    [Test]
    public async Task A_record_that_the_store_refuses_is_kept_in_quarantine_alone()
    {
        await using var journal = _scene.Open(_store);
        var poison = Some.Poison();
        for (var i = 0; i < 100; i++)
        {
            await journal.AppendAsync(i == 37 ? poison : Some.Inference(), default);
        }

        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(100, 99, 0, 1, 1)));
        Assert.That(journal.Journal!.Value.Quarantined, Is.EqualTo(1));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(99));
        Assert.That(_scene.Lines(LogLevel.Error).Single(), Does.StartWith($"The record {poison.Id} (InferenceRecord) is not in the database"));
        Assert.That(
            File.ReadAllText(Directory.GetFiles(_scene.QuarantineFolder, "reasons.log", SearchOption.AllDirectories).Single()),
            Does.Contain($"record {poison.Id}"));
    }

    [Test]
    public async Task A_record_in_quarantine_is_tried_again_when_its_folder_is_moved_back()
    {
        var store = new StoreThatIsAway(_store) { IsAway = false };
        var poison = Some.Poison();
        await using (var journal = _scene.Open(store))
        {
            await journal.AppendAsync(poison, default);
            await journal.FlushAsync(default);
        }

        Directory.Move(Directory.GetDirectories(_scene.QuarantineFolder).Single(), Path.Combine(_scene.Options.Place, "again"));
        store.Batches.Clear();
        await using var next = _scene.Open(store);
        await next.FlushAsync(default);

        Assert.That(store.Batches.Select(batch => batch.Records), Is.EqualTo(new[] { 1 }));
        Assert.That(next.Counters, Is.EqualTo(new RecordCounters(1, 0, 0, 1, 1)), "it is no better, and in quarantine again");
    }

    [Test]
    public async Task A_synchronous_journal_returns_when_the_database_has_the_record_and_tells_when_it_refuses_it()
    {
        var options = _scene.Options with { Batching = new BatchingOptions { AsyncWrites = false } };
        await using var journal = _scene.Open(_store, options);

        await journal.AppendAsync(Some.Inference(), default);

        Assert.That(_scene.Database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(1));
        Assert.That(
            async () => await journal.AppendAsync(Some.Poison(), default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Rejected));
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(2, 1, 0, 1, 1)));
    }

    [Test]
    public async Task Without_an_interval_every_record_waits_for_the_disk()
    {
        await using var journal = _scene.Open(_store, _scene.Options with { SyncInterval = TimeSpan.Zero });
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await journal.AppendAsync(Some.Inference(), default);
            }
        }));
        await Task.WhenAll(callers);

        await journal.FlushAsync(default);
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(160, 160, 0, 0, 0)));
    }

    [Test]
    public async Task Two_engines_in_one_place_have_journals_of_their_own_and_take_nothing_from_one_another()
    {
        await using var first = _scene.Open(new StoreThatIsAway());
        await first.AppendAsync(Some.Inference(), default);

        await using var second = _scene.Open(_store);
        await second.AppendAsync(Some.Inference(), default);
        await second.FlushAsync(default);
        _scene.Time.Advance(TimeSpan.FromMinutes(1));
        await second.AppendAsync(Some.Inference(), default);
        await second.FlushAsync(default);

        Assert.That(second.Counters, Is.EqualTo(new RecordCounters(2, 2, 0, 0, 0)));
        Assert.That(first.Counters, Is.EqualTo(new RecordCounters(1, 0, 1, 0, 0)));
    }

    [Test]
    public async Task Journals_that_are_left_behind_later_are_found_within_a_minute()
    {
        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);
        await _scene.LeaveBehindAsync([Some.Inference(), Some.Inference()]);

        _scene.Time.Advance(TimeSpan.FromMinutes(1));

        await Until(() => journal.Counters.Written == 2);
        Assert.That(_scene.Database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(2));
    }

    [Test]
    public async Task Many_callers_lose_nothing_and_the_counters_agree_with_the_rows()
    {
        var options = _scene.Options with { SegmentBytes = 100_000, Batching = new BatchingOptions { MaxRows = 100 } };
        await using var journal = _scene.Open(_store, options);
        var callers = Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 250; i++)
            {
                await journal.AppendAsync(Some.Inference(models: [Some.ModelInference()]), default);
            }
        }));
        var appending = Task.WhenAll(callers);
        while (!appending.IsCompleted)
        {
            await journal.FlushAsync(default);
            await Task.Yield();
        }

        await appending;
        await journal.FlushAsync(default);
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(8000, 8000, 0, 0, 0)));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(8000));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM model_inference"), Is.EqualTo(8000));
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.CurrentContext.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
