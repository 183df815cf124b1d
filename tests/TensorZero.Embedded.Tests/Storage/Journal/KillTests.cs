using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>What was answered is on record, whenever the process is killed.</summary>
internal sealed class KillTests
{
    private readonly TemporaryDatabase _database = new();
    private readonly HashSet<Guid> _answered = [];

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    [CancelAfter(300_000)]
    public Task Every_answered_inference_is_on_record_exactly_once_after_5_kills() => KillAsync(rounds: 5);

    [Test]
    [Soak]
    [CancelAfter(1_800_000)]
    public Task Every_answered_inference_is_on_record_exactly_once_after_50_kills() => KillAsync(rounds: 50);

    private async Task KillAsync(int rounds)
    {
        var random = new Random(rounds);
        for (var round = 0; round < rounds; round++)
        {
            await RunUntilKilledAsync(answers: random.Next(1, 1500));
        }

        await using (var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions { SqlitePath = _database.Path }))
        {
            await engine.FlushAsync();
            var counters = engine.RecordCounters;
            Assert.That((counters.Waiting, counters.Dropped), Is.EqualTo((0, 0)));
        }

        var recorded = _database.Rows("SELECT id FROM chat_inference").Select(hex => new Guid(Convert.FromHexString(hex), bigEndian: true)).ToHashSet();
        Assert.That(_answered, Is.Not.Empty);
        Assert.That(_answered.Except(recorded), Is.Empty);
        Assert.That(
            _database.Query("SELECT count(*) FROM chat_inference c WHERE 1 <> (SELECT count(*) FROM model_inference m WHERE m.inference_id = c.id)"),
            Is.Zero);
        Assert.That(Directory.GetDirectories(_database.Path + ".journal"), Is.Empty);
        TestContext.Out.WriteLine($"{_answered.Count} answered, {recorded.Count} recorded");
    }

    /// <summary>What it says is collected, and it is killed when it has said enough.</summary>
    private async Task RunUntilKilledAsync(int answers)
    {
        using var process = KilledProcess.Start(_database.Path);
        using var end = TestContext.CurrentContext.CancellationToken.Register(process.Kill);
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (lines.Count == answers)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo(answers), await errors);

        // The kill may have cut the last line short.
        _answered.UnionWith(lines.Where(line => line.Length == 36).Select(Guid.Parse));
    }
}
