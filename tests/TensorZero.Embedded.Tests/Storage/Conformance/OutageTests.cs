using System.Collections.Concurrent;
using System.Diagnostics;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>
/// A database that is away under load: nobody waits for it, nothing is lost, and memory does not hold what the disk can.
/// </summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class OutageTests(StoreUnderTest stores)
{
    private const int Callers = 16;

    /// <summary>One request of each caller in that time.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private const string Configuration =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "dummy"
        model_name = "good"

        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        """;

    [Test]
    public async Task Nothing_is_lost_while_the_database_is_away()
    {
        var (up, away) = await RunAsync(TimeSpan.FromSeconds(1));

        Assert.That(away.Requests, Is.GreaterThan(up.Requests / 2), "callers went on");
    }

    [Test]
    [Soak]
    public async Task Neither_callers_nor_memory_feel_that_the_database_is_away_for_a_minute()
    {
        var (up, away) = await RunAsync(TimeSpan.FromMinutes(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(away.LastBytes, Is.LessThanOrEqualTo(1.2 * away.FirstBytes), "resident memory");
            Assert.That(away.P99, Is.LessThanOrEqualTo(1.5 * up.P99), "p99");
        }
    }

    private async Task<(Phase Up, Phase Away)> RunAsync(TimeSpan length)
    {
        await using var database = await stores.ForEngineAsync();
        var options = new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromToml(Configuration), EnvironmentVariable = _ => null };
        database.Choose(options);
        await using var engine = TensorZeroEngine.Create(options);
        var answered = new ConcurrentDictionary<Guid, bool>(Callers, capacity: 500_000);

        _ = await AskAsync(engine, answered, length / 6);
        await engine.FlushAsync();
        var up = await AskAsync(engine, answered, length);
        await database.StopAsync();
        var away = await AskAsync(engine, answered, length);
        var waiting = engine.RecordCounters.Waiting;
        await database.StartAsync();
        var watch = Stopwatch.StartNew();
        await engine.FlushAsync();
        TestContext.Out.WriteLine($"{stores}: up {up}; away {away}; {waiting} waited, written {watch.Elapsed.TotalSeconds:0.0} s after it came back");

        Assert.That(waiting, Is.GreaterThanOrEqualTo(away.Requests), "it was away");
        await EveryoneIsThereOnceAsync(engine, answered.Keys);
        Assert.That(engine.RecordCounters.Dropped, Is.Zero);
        return (up, away);
    }

    private static async Task EveryoneIsThereOnceAsync(TensorZeroEngine engine, ICollection<Guid> answered)
    {
        Assert.That(await engine.History.CountAsync(new InferenceQuery()), Is.EqualTo(answered.Count));
        foreach (var ids in answered.Chunk(1000))
        {
            var found = await engine.History.GetAsync(ids, InferenceOutputSource.None);
            Assert.That(found.Select(inference => inference.InferenceId), Is.EquivalentTo(ids));
        }
    }

    private static async Task<Phase> AskAsync(TensorZeroEngine engine, ConcurrentDictionary<Guid, bool> answered, TimeSpan length)
    {
        var first = Environment.WorkingSet;
        var latencies = new ConcurrentBag<TimeSpan>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(Pace);
            while (Stopwatch.GetElapsedTime(began) < length && await pace.WaitForNextTickAsync())
            {
                var asked = Stopwatch.GetTimestamp();
                var response = await engine.Inference.InferAsync(InferenceRequest.ToFunction("f", "How are you?"));
                latencies.Add(Stopwatch.GetElapsedTime(asked));
                Assert.That(answered.TryAdd(response.InferenceId, true), Is.True);
            }
        })));
        return new Phase(latencies, first, Environment.WorkingSet);
    }

    private sealed class Phase(IEnumerable<TimeSpan> latencies, long firstBytes, long lastBytes)
    {
        private readonly TimeSpan[] _sorted = [.. latencies.Order()];

        public int Requests => _sorted.Length;

        public TimeSpan P99 => _sorted[(int)(0.99 * _sorted.Length)];

        public long FirstBytes => firstBytes;

        public long LastBytes => lastBytes;

        public override string ToString() =>
            $"{Requests} requests, p99 {P99.TotalMilliseconds:0.00} ms, {firstBytes / 1e6:0} MB then {lastBytes / 1e6:0} MB";
    }
}
