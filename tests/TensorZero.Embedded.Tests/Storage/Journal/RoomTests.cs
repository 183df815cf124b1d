using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>A disk that is full, and a journal that holds as much as it may: nothing is lost in silence, and it goes on when there is room.</summary>
[CancelAfter(60_000)]
internal sealed class RoomTests
{
    private const int Most = 1_000;

    private readonly JournalScene _scene = new();
    private SqliteStore _database = null!;
    private StoreThatIsAway _store = null!;

    [SetUp]
    public void OpenStore()
    {
        _database = _scene.Database.Open();
        _store = new StoreThatIsAway(_database);
    }

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
        _scene.Dispose();
    }

    public enum Relief
    {
        DiskHasRoomAgain,
        StoreComesBack,
    }

    [Test]
    public async Task On_a_full_disk_callers_wait_until_there_is_room([Values] Relief relief)
    {
        using var disk = new SmallDisk(megabytes: 4);
        await using (var journal = _scene.Open(_store, Options(disk.PathOf("journal"), QueueFullPolicy.Block)))
        {
            disk.Fill(butKilobytes: 400);
            var (appended, waiting) = await AppendUntilFullAsync(journal);
            Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(appended + 1, 0, appended + 1, 0, 0)));
            Assert.That(_scene.Lines(LogLevel.Warning), Has.Some.EndsWith("cannot grow: the disk is full; make room."));

            var lookAgain = _scene.Time.WhenSet(_scene.Options.Batching.FirstRetryDelay * 4);
            _scene.Time.Advance(_scene.Options.Batching.FirstRetryDelay * 4);
            await lookAgain;
            Assert.That(waiting.IsCompleted, Is.False, "there is still no room");

            await RelieveAsync(journal, relief, disk);
            await waiting;
            await WriteAllAsync(journal);
            Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(appended + 1, appended + 1, 0, 0, 0)));
        }

        AllAreInTheDatabaseOnce();
    }

    [Test]
    public async Task On_a_full_disk_records_are_dropped_and_counted_where_that_is_the_policy([Values] Relief relief)
    {
        using var disk = new SmallDisk(megabytes: 4);
        await using (var journal = _scene.Open(_store, Options(disk.PathOf("journal"), QueueFullPolicy.DropAndCount)))
        {
            disk.Fill(butKilobytes: 400);
            var (appended, dropped) = await AppendUntilDroppedAsync(journal);
            Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(appended + dropped, 0, appended, dropped, 0)));
            Assert.That(_scene.Lines(LogLevel.Warning), Has.Some.StartsWith("There is no room in the journal"));

            await RelieveAsync(journal, relief, disk);
            await WriteAllAsync(journal);
            await journal.AppendAsync(Record(), default);
            await WriteAllAsync(journal);
            Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(appended + dropped + 1, appended + 1, 0, dropped, 0)));
        }

        AllAreInTheDatabaseOnce();
    }

    [Test]
    public async Task A_journal_that_holds_as_much_as_it_may_lets_callers_wait()
    {
        var options = Options(_scene.Options.Place, QueueFullPolicy.Block) with { MaxBytes = 300_000 };
        await using var journal = _scene.Open(_store, options);
        var (appended, waiting) = await AppendUntilFullAsync(journal);
        Assert.That(journal.Journal!.Value.Bytes, Is.LessThanOrEqualTo(300_000).And.GreaterThan(280_000));
        Assert.That(_scene.Lines(LogLevel.Warning), Has.Some.EndsWith("It holds the 300000 bytes that embedded.journal.max_bytes allows."));

        using var impatient = new CancellationTokenSource();
        var cancelled = journal.AppendAsync(Record(), impatient.Token).AsTask();
        await impatient.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        await WriteAllAsync(journal);
        await waiting;
        await WriteAllAsync(journal);
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(appended + 2, appended + 1, 0, 1, 0)), "who gave up is counted");
        AllAreInTheDatabaseOnce();
    }

    [Test]
    public async Task A_journal_that_holds_as_much_as_it_may_drops_and_counts_where_that_is_the_policy()
    {
        var options = Options(_scene.Options.Place, QueueFullPolicy.DropAndCount) with { MaxBytes = 300_000 };
        await using var journal = _scene.Open(_store, options);
        var (appended, dropped) = await AppendUntilDroppedAsync(journal);

        await WriteAllAsync(journal);
        await journal.AppendAsync(Record(), default);
        await WriteAllAsync(journal);

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(appended + dropped + 1, appended + 1, 0, dropped, 0)));
        AllAreInTheDatabaseOnce();
    }

    [Test]
    public async Task A_record_larger_than_the_journal_may_be_is_let_in_alone()
    {
        _store.IsAway = false;
        await using var journal = _scene.Open(_store, _scene.Options with { MaxBytes = 10_000 });
        for (var i = 0; i < 5; i++)
        {
            await journal.AppendAsync(Some.Inference(models: [Some.ModelInference(new byte[50_000])]), default);
            await journal.FlushAsync(default);
        }

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(5, 5, 0, 0, 0)));
    }

    [Test]
    public void A_disk_that_is_full_at_the_start_is_said_then()
    {
        using var disk = new SmallDisk(megabytes: 2);
        disk.Fill(butKilobytes: 0);

        Assert.That(
            () => _scene.Open(_store, Options(disk.PathOf("journal"), QueueFullPolicy.Block)),
            Throws.TypeOf<ObservabilityStoreException>().With.Message.Contains("cannot be written; make it writable for this process"));
        Assert.That(Directory.GetDirectories(disk.PathOf("journal")), Is.Empty);
    }

    private JournalOptions Options(string place, QueueFullPolicy policy) =>
        _scene.Options with { Place = place, WhenFull = policy, SegmentBytes = 100_000 };

    private static TensorZero.Embedded.Storage.Records.InferenceRecord Record() => Some.Inference(models: [Some.ModelInference(new byte[9_000])]);

    private static async Task<(int Appended, Task Waiting)> AppendUntilFullAsync(RecordJournal journal)
    {
        for (var appended = 0; appended < Most; appended++)
        {
            var append = journal.AppendAsync(Record(), default);
            if (!append.IsCompleted)
            {
                return (appended, append.AsTask());
            }

            await append;
        }

        throw new AssertionException("It was never full.");
    }

    private static async Task<(int Appended, int Dropped)> AppendUntilDroppedAsync(RecordJournal journal)
    {
        var appended = 0;
        while (journal.Counters.Dropped < 5 && appended < Most)
        {
            await journal.AppendAsync(Record(), default);
            appended++;
        }

        var dropped = (int)journal.Counters.Dropped;
        Assert.That(dropped, Is.EqualTo(5));
        return (appended - dropped, dropped);
    }

    private async Task RelieveAsync(RecordJournal journal, Relief relief, SmallDisk disk)
    {
        if (relief == Relief.DiskHasRoomAgain)
        {
            disk.MakeRoom();
            _scene.Time.Advance(_scene.Options.Batching.FirstRetryDelay * 4);
        }
        else
        {
            await WriteAllAsync(journal);
        }
    }

    private Task WriteAllAsync(RecordJournal journal)
    {
        _store.IsAway = false;
        return _scene.FlushAsync(journal);
    }

    private void AllAreInTheDatabaseOnce()
    {
        Assert.That(
            _scene.Database.Query("SELECT count(*) FROM chat_inference"),
            Is.EqualTo(_scene.Database.Query("SELECT count(*) FROM model_inference")).And.GreaterThan(10));
    }
}
