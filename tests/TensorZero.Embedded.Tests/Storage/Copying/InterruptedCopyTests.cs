using System.Globalization;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>A copy in a process of its own that is killed, and what the next one makes of it.</summary>
internal sealed class InterruptedCopyTests
{
    public const string Job = "copy";

    [Test]
    public async Task A_copy_that_is_killed_goes_on_and_ends_exact()
    {
        using var folder = new TemporaryFolder();
        var (source, target) = (Path.Combine(folder.Path, "source.db"), Path.Combine(folder.Path, "target.db"));
        var history = new RecordedHistory(seed: 3, inferences: 1_200);
        await using (var store = SqliteStore.Open(new SqliteOptions { Path = source }, TimeProvider.System))
        {
            await history.WriteToAsync(store);
        }

        var random = new Random(17);
        var kills = 0;
        while (await RunAndKillAsync(folder.Path, pages: 1 + random.Next(4)))
        {
            kills++;
            Assert.That(kills, Is.LessThan(1_000), "each process copies a page at least");
        }

        Assert.That(kills, Is.GreaterThan(1));
        await using var from = SqliteStore.Open(new SqliteOptions { Path = source }, TimeProvider.System);
        await using var to = SqliteStore.Open(new SqliteOptions { Path = target }, TimeProvider.System);
        Assert.That(await StoreText.OfAsync(to), Is.EqualTo(await StoreText.OfAsync(from)));
    }

    [Test]
    public async Task A_page_that_may_have_arrived_is_written_again_with_its_token()
    {
        await using var source = SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System);
        await using var target = SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System);
        var history = new RecordedHistory(seed: 4, inferences: 100);
        await history.WriteToAsync(source);
        using var folder = new TemporaryFolder();
        using var file = new CopyStateFile(Path.Combine(folder.Path, "state.json"));
        var begun = CopyState.Begin("test", TimeProvider.System.GetUtcNow().AddYears(50));
        var ids = history.Answered.Take(10).Select(inference => inference.Id).ToList();
        begun.Parts.Add("configurations", new CopyCounts { Before = 0 });
        begun.Parts.Add("inferences", new CopyCounts { Before = 0 });
        begun.Page = new CopyPage("inferences", ids[..^1], ids[^1], ids.Count);
        file.Save(begun);

        var reports = await new StoreCopy(new OpenedStore(source, null), new OpenedStore(target, null), file, file.Load("test")!)
            .RunAsync(new Progress<long>(), default);

        Assert.That(
            reports.Single(report => report.Name == "inferences"),
            Is.EqualTo(new CopyReport("inferences", history.Answered.Count(), history.Answered.Count() - 1, history.Answered.Count() - 1, history.Answered.Count() - 1)),
            "the tenth was found to be there before, so it is not written");
    }

    [Test]
    public async Task What_was_there_already_is_not_looked_for_again()
    {
        await using var source = SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System);
        await using var target = SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System);
        var history = new RecordedHistory(seed: 5, inferences: 100);
        await history.WriteToAsync(source);
        await history.WriteToAsync(target);
        using var folder = new TemporaryFolder();
        using var file = new CopyStateFile(Path.Combine(folder.Path, "state.json"));
        var state = CopyState.Begin("test", TimeProvider.System.GetUtcNow().AddYears(50));
        using var interruption = new CancellationTokenSource();

        var copy = new StoreCopy(new OpenedStore(source, null), new OpenedStore(target, null), file, state);
        await Assert.ThatAsync(() => copy.RunAsync(new Interrupting(interruption), interruption.Token), Throws.InstanceOf<OperationCanceledException>());

        var (part, counts) = file.Load("test")!.Parts.Single();
        Assert.That((part, counts.Read, counts.Written), Is.EqualTo(("configurations", 2, 0)));
        Assert.That(counts.After, Is.Not.Null);
    }

    [Test]
    public void A_state_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "state.json");
        var state = CopyState.Begin("a to b", DateTimeOffset.UnixEpoch.AddYears(60));
        state.Parts.Add("inferences", new CopyCounts { Before = 7, After = Some.Id(), Read = 5, Written = 3 });
        state.Page = new CopyPage("inferences", [Some.Id(), Some.Id()], Some.Id(), 4);
        using var file = new CopyStateFile(path);
        file.Save(state);
        var before = File.ReadAllText(path);

        file.Save(file.Load("a to b")!);

        Assert.That(File.ReadAllText(path), Is.EqualTo(before));
        Assert.That(file.Load("a to b")!.Page!.Token, Is.EqualTo(state.Page.Token));
        Assert.That(() => file.Load("b to a"), Throws.TypeOf<TensorZeroException>().With.Message.Contains("another copy (a to b)"));
        Assert.That(() => new CopyStateFile(path), Throws.TypeOf<TensorZeroException>().With.Message.Contains("another copy is at work"));
        File.WriteAllText(path, before[..^5]);
        Assert.That(() => file.Load("a to b"), Throws.TypeOf<TensorZeroException>().With.Message.Contains("is damaged"));
    }

    /// <summary>What the other process does: it copies, and tells of each page.</summary>
    public static void Copy(string folder)
    {
        using var file = new CopyStateFile(Path.Combine(folder, "state.json"));
        var state = file.Load("test") ?? CopyState.Begin("test", TimeProvider.System.GetUtcNow().AddYears(50));
        var source = SqliteStore.Open(new SqliteOptions { Path = Path.Combine(folder, "source.db") }, TimeProvider.System);
        var target = SqliteStore.Open(new SqliteOptions { Path = Path.Combine(folder, "target.db") }, TimeProvider.System);
        new StoreCopy(new OpenedStore(source, null), new OpenedStore(target, null), file, state)
            .RunAsync(new Lines(), default).GetAwaiter().GetResult();
    }

    /// <summary>Kills the copy some moment after that many pages; false when it was done before.</summary>
    private static async Task<bool> RunAndKillAsync(string folder, int pages)
    {
        using var process = ChildProcess.Start(Job, folder);
        var errors = process.StandardError.ReadToEndAsync();
        for (var page = 0; page < pages; page++)
        {
            if (await process.StandardOutput.ReadLineAsync().OrFail() is null)
            {
                await process.WaitForExitAsync().OrFail();
                Assert.That(process.ExitCode, Is.Zero, await errors);
                return false;
            }
        }

        process.Kill();
        await process.WaitForExitAsync().OrFail();
        return true;
    }

    /// <summary>Interrupts a copy after its first page.</summary>
    private sealed class Interrupting(CancellationTokenSource interruption) : IProgress<long>
    {
        public void Report(long value) => interruption.Cancel();
    }

    private sealed class Lines : IProgress<long>
    {
        public void Report(long value) => Console.Out.WriteLine(value.ToString(CultureInfo.InvariantCulture));
    }
}
