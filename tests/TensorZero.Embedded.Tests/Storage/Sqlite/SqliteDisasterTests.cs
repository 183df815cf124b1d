using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

internal sealed class SqliteDisasterTests
{
    private static readonly SqliteOptions NoWait = new() { Path = null, BusyTimeout = TimeSpan.Zero };

    [Test]
    [CancelAfter(60_000)]
    public async Task A_full_disk_is_waited_for_and_nothing_is_lost()
    {
        using var disk = new SmallDisk(megabytes: 32);
        await using var store = SqliteStore.Open(NoWait with { Path = disk.PathOf("tensorzero.db") }, TimeProvider.System);
        var time = new ManualTime();
        var logger = new CollectingLogger<RecordWriter>();
        await using var writer = new RecordWriter(store, new BatchingOptions(), time, logger);
        disk.Fill(butKilobytes: 512);

        var pause = time.WhenSet(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 100; i++)
        {
            await writer.AppendAsync(Some.Inference(models: [Some.ModelInference(new byte[20_000])]), default);
        }

        var flushed = writer.FlushAsync(default).AsTask();
        await pause;
        Assert.That(writer.Counters.Dropped, Is.Zero);
        Assert.That(writer.Counters.Waiting, Is.GreaterThan(0));
        Assert.That(logger.Lines.Single().Text, Does.Contain("the disk is full"));

        disk.MakeRoom();
        time.Advance(TimeSpan.FromSeconds(5));
        await flushed;
        Assert.That(writer.Counters, Is.EqualTo(new RecordCounters(100, 100, 0, 0, 0)));
        Assert.That(await store.Inferences.CountAsync(new InferenceQuery(), default), Is.EqualTo(100));
        Assert.That(logger.Lines.Last().Level, Is.EqualTo(LogLevel.Information));
    }

    [Test]
    public void Opening_a_new_database_on_a_full_disk_says_so()
    {
        using var disk = new SmallDisk(megabytes: 2);
        disk.Fill(butKilobytes: 8);

        Assert.That(() => Open(disk), Refuses(ObservabilityStoreFailure.Full, "the disk is full"));
    }

    [Test]
    public void A_new_database_on_a_read_only_disk_is_refused()
    {
        using var disk = new SmallDisk(megabytes: 2);
        disk.MakeReadOnly();

        Assert.That(() => Open(disk), Refuses(ObservabilityStoreFailure.ReadOnly, "cannot be created"));
    }

    [Test]
    public async Task A_database_that_became_read_only_is_refused()
    {
        using var disk = new SmallDisk(megabytes: 8);
        await using (var store = Open(disk))
        {
            await store.WriteAsync([Some.Inference()], default);
        }

        disk.MakeReadOnly();

        Assert.That(() => Open(disk), Refuses(ObservabilityStoreFailure.ReadOnly, "can only be read"));
    }

    [Test]
    public async Task Pages_that_were_overwritten_are_found_when_they_are_read()
    {
        using var database = new TemporaryDatabase();
        await using (var store = database.Open())
        {
            await store.WriteAsync([.. Enumerable.Range(0, 1000).Select(_ => Some.Inference())], default);
        }

        // The first pages hold the schema: the database still opens.
        using (var file = File.OpenWrite(database.Path))
        {
            var noise = new byte[file.Length - (file.Length / 2)];
            new Random(3).NextBytes(noise);
            file.Position = file.Length / 2;
            file.Write(noise);
        }

        await using var damaged = database.Open();
        Assert.That(
            async () => await damaged.Inferences.ListAsync(new InferenceQuery { Limit = null }, default).CountAsync(),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Corrupt));
    }

    [Test]
    public async Task What_was_committed_survives_a_crash()
    {
        using var database = new TemporaryDatabase();
        using var afterwards = new TemporaryDatabase();
        var committed = Enumerable.Range(0, 50).Select(_ => Some.Inference(models: [Some.ModelInference()])).ToArray();
        await using var store = database.Open();
        await using var writer = new RecordWriter(store, new BatchingOptions(), new ManualTime(), new CollectingLogger<RecordWriter>());
        foreach (var record in committed)
        {
            await writer.AppendAsync(record, default);
        }

        await writer.FlushAsync(default);
        await writer.AppendAsync(Some.Inference(), default);

        // What a killed process leaves: the file and its log as they are at this moment, without the shared memory.
        File.Copy(database.Path, afterwards.Path);
        File.Copy(database.Path + "-wal", afterwards.Path + "-wal");

        await using var reopened = afterwards.Open();
        var ids = await reopened.Inferences.ListAsync(new InferenceQuery { Limit = null }, default)
            .Select(inference => inference.InferenceId)
            .ToListAsync();
        Assert.That(ids, Is.EqualTo(committed.Reverse().Select(record => record.Id)));
        Assert.That(afterwards.Query("SELECT count(*) FROM model_inference"), Is.EqualTo(50));
        Assert.That(afterwards.Query("PRAGMA integrity_check"), Is.EqualTo("ok"));
    }

    private static SqliteStore Open(SmallDisk disk) =>
        SqliteStore.Open(NoWait with { Path = disk.PathOf("tensorzero.db") }, TimeProvider.System);

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(ObservabilityStoreFailure failure, string text) =>
        Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(failure).And.Message.Contains(text);
}
