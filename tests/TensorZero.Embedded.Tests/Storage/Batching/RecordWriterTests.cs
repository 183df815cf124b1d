using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Batching;

[CancelAfter(30_000)]
internal sealed class RecordWriterTests
{
    private static readonly BatchingOptions Defaults = new();

    private readonly TemporaryDatabase _database = new();
    private readonly ManualTime _time = new();
    private readonly CollectingLogger<RecordWriter> _logger = new();
    private SqliteStore _store = null!;

    [SetUp]
    public void OpenStore() => _store = _database.Open();

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _database.Dispose();
    }

    [Test]
    public async Task A_batch_is_written_when_its_time_is_over()
    {
        await using var writer = StartWriter(Defaults);
        var collecting = _time.WhenSet(Defaults.FlushInterval);
        await writer.AppendAsync(Some.Inference(), default);
        await collecting;
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 0, 1, 0, 0)));

        _time.Advance(Defaults.FlushInterval);

        await Until(() => writer.Counters.Written == 1);
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 1, 0, 0, 0)));
    }

    [Test]
    public async Task A_full_batch_is_written_without_waiting_for_its_time()
    {
        await using var writer = StartWriter(Defaults with { MaxRows = 4 });
        for (var i = 0; i < 9; i++)
        {
            await writer.AppendAsync(Some.Inference(), default);
        }

        await Until(() => writer.Counters.Written >= 8);
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(9, 8, 1, 0, 0)));
    }

    [Test]
    public async Task Flushing_writes_everything_that_was_appended_before()
    {
        await using var writer = StartWriter(Defaults);
        for (var i = 0; i < 2500; i++)
        {
            await writer.AppendAsync(Some.Inference(), default);
        }

        await writer.FlushAsync(default);

        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(2500, 2500, 0, 0, 0)));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(2500));
    }

    [Test]
    public async Task Flushing_nothing_is_done_at_once()
    {
        await using var writer = StartWriter(Defaults);

        Assert.That(writer.FlushAsync(default).AsTask().IsCompleted, Is.True);
    }

    [Test]
    public async Task A_locked_database_is_tried_again_until_it_is_free()
    {
        using var other = _database.Connect();
        using var transaction = other.BeginTransaction(deferred: false);
        await using var writer = StartWriter(Defaults with { FlushInterval = TimeSpan.Zero });

        var pause = _time.WhenSet(TimeSpan.FromMilliseconds(50));
        await writer.AppendAsync(Some.Inference(), default);
        var flushed = writer.FlushAsync(default).AsTask();
        foreach (var milliseconds in new[] { 100, 200, 400, 800, 1600, 3200, 5000, 5000 })
        {
            await pause;
            pause = _time.WhenSet(TimeSpan.FromMilliseconds(milliseconds));
            _time.Advance(Defaults.MaxRetryDelay);
        }

        await pause;
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 0, 1, 0, 0)));

        transaction.Rollback();
        _time.Advance(Defaults.MaxRetryDelay);
        await flushed;
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 1, 0, 0, 0)));
        Assert.That(
            _logger.Lines.Select(line => line.Level),
            Is.EqualTo(new[] { LogLevel.Warning, LogLevel.Information }),
            "one line when it fails, none for each try, one when it works again");
    }

    [Test]
    public async Task A_failure_that_lasts_is_logged_once_a_minute()
    {
        using var other = _database.Connect();
        using var transaction = other.BeginTransaction(deferred: false);
        await using var writer = StartWriter(Defaults with { FlushInterval = TimeSpan.Zero, FirstRetryDelay = Defaults.MaxRetryDelay });

        var pause = _time.WhenSet(Defaults.MaxRetryDelay);
        await writer.AppendAsync(Some.Inference(), default);
        var flushed = writer.FlushAsync(default).AsTask();
        for (var seconds = 0; seconds < 125; seconds += 5)
        {
            await pause;
            pause = _time.WhenSet(Defaults.MaxRetryDelay);
            _time.Advance(Defaults.MaxRetryDelay);
        }

        await pause;
        Assert.That(_logger.Lines, Has.Exactly(3).Matches<(LogLevel Level, string Text)>(line => line.Level == LogLevel.Warning));
        Assert.That(
            _logger.Lines.First().Text,
            Does.StartWith("Records cannot be written at the moment: 1 wait, 0 were dropped so far. The database "));
        Assert.That(flushed.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_record_that_cannot_be_written_is_dropped_alone()
    {
        await using var writer = StartWriter(Defaults);
        var poison = Some.Poison();
        for (var i = 0; i < 20; i++)
        {
            await writer.AppendAsync(i == 13 ? poison : Some.Inference(), default);
        }

        await writer.FlushAsync(default);

        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(20, 19, 0, 1, 1)));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(19));
        Assert.That(
            _logger.Lines.Single(line => line.Level == LogLevel.Error).Text,
            Is.EqualTo($"The record {poison.Id} (InferenceRecord) was dropped, because the store refuses it: The record {poison.Id} cannot be written (InvalidOperationException)."));
    }

    [Test]
    public async Task A_full_queue_drops_and_counts_when_told_so()
    {
        await using var writer = StartWriter(Defaults with { MaxQueuedRecords = 3, WhenFull = QueueFullPolicy.DropAndCount });
        for (var i = 0; i < 5; i++)
        {
            await writer.AppendAsync(Some.Inference(), default);
        }

        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(5, 0, 3, 2, 0)));
        await writer.FlushAsync(default);
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(5, 3, 0, 2, 0)));
        Assert.That(
            _logger.Lines.Single().Text,
            Is.EqualTo("Records come faster than they can be written: 0 wait, 2 were dropped so far."));
    }

    [Test]
    public async Task A_full_queue_blocks_the_caller_until_there_is_room()
    {
        await using var writer = StartWriter(Defaults with { MaxQueuedRecords = 1 });
        await writer.AppendAsync(Some.Inference(), default);
        var blocked = writer.AppendAsync(Some.Inference(), default).AsTask();
        Assert.That(blocked.IsCompleted, Is.False);
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(2, 0, 2, 0, 0)));

        await writer.FlushAsync(default);
        await blocked;
        await writer.FlushAsync(default);
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(2, 2, 0, 0, 0)));
    }

    [Test]
    public async Task A_caller_who_gives_up_at_a_full_queue_loses_the_record_and_it_is_counted()
    {
        await using var writer = StartWriter(Defaults with { MaxQueuedRecords = 1 });
        using var cancellation = new CancellationTokenSource();
        await writer.AppendAsync(Some.Inference(), default);
        var blocked = writer.AppendAsync(Some.Inference(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        Assert.That(async () => await blocked, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(2, 0, 1, 1, 0)));
    }

    [Test]
    public async Task A_queue_is_also_full_when_it_holds_too_many_bytes_but_never_for_a_single_record()
    {
        await using var writer = StartWriter(Defaults with { MaxQueuedBytes = 100_000, WhenFull = QueueFullPolicy.DropAndCount });
        var large = new byte[50_000];
        await writer.AppendAsync(Some.Inference(models: [Some.ModelInference(large)]), default);
        await writer.AppendAsync(Some.Inference(), default);

        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(2, 0, 1, 1, 0)));
    }

    [Test]
    public async Task Stopping_without_a_flush_drops_what_waits_and_counts_it()
    {
        var writer = StartWriter(Defaults);
        await writer.AppendAsync(Some.Inference(), default);
        await writer.AppendAsync(Some.Inference(), default);

        await writer.DisposeAsync();
        await writer.AppendAsync(Some.Inference(), default);

        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(3, 0, 0, 3, 0)));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.Zero);
        Assert.That(_logger.Lines.First().Text, Does.StartWith("2 records were dropped, because writing was stopped"));
        Assert.That(_logger.Lines.Last().Text, Does.EndWith("came after recording had ended, and is lost."));
    }

    [Test]
    public async Task Stopping_while_the_database_is_locked_does_not_wait_for_it()
    {
        using var other = _database.Connect();
        using var transaction = other.BeginTransaction(deferred: false);
        var writer = StartWriter(Defaults with { FlushInterval = TimeSpan.Zero });
        var pause = _time.WhenSet(Defaults.FirstRetryDelay);
        await writer.AppendAsync(Some.Inference(), default);
        using var shutdown = new CancellationTokenSource();
        var flush = writer.FlushAsync(shutdown.Token).AsTask();
        await pause;

        await shutdown.CancelAsync();
        Assert.That(async () => await flush, Throws.InstanceOf<OperationCanceledException>());
        await writer.DisposeAsync();
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 0, 0, 1, 0)));
    }

    [Test]
    public async Task A_synchronous_writer_returns_when_the_record_is_committed()
    {
        await using var writer = StartWriter(Defaults with { AsyncWrites = false });

        await writer.AppendAsync(Some.Inference(), default);

        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(1));
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 1, 0, 0, 0)));
    }

    [Test]
    public async Task A_synchronous_writer_tells_the_caller_that_a_record_is_refused()
    {
        await using var writer = StartWriter(Defaults with { AsyncWrites = false });

        Assert.That(
            async () => await writer.AppendAsync(Some.Poison(), default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Rejected));
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(1, 0, 0, 1, 1)));
    }

    [Test]
    public async Task Many_callers_lose_nothing_and_the_counters_agree_with_the_rows()
    {
        await using var writer = StartWriter(Defaults with { FlushInterval = TimeSpan.Zero, MaxQueuedRecords = 500, MaxRows = 100 });
        var callers = Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 250; i++)
            {
                await writer.AppendAsync(Some.Inference(models: [Some.ModelInference()]), default);
                var counters = writer.Counters;
                Assert.That(counters.Waiting, Is.InRange(0, 500 + 32));
            }
        }));
        var flushing = Task.WhenAll(callers);
        while (!flushing.IsCompleted)
        {
            await writer.FlushAsync(default);
            await Task.Yield();
        }

        await flushing;
        await writer.FlushAsync(default);
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(8000, 8000, 0, 0, 0)));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(8000));
        Assert.That(_database.Query("SELECT count(*) FROM model_inference"), Is.EqualTo(8000));
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.CurrentContext.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private RecordWriter StartWriter(BatchingOptions options) => new(_store, options, _time, _logger);
}
