namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>What callers counted is what every kind of database says, to the last digit.</summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class ExactnessTests(StoreUnderTest stores)
{
    [Test]
    public Task Books_agree() => RunAsync(600, judgedOneIn: 5);

    [Test]
    [Soak]
    public Task Books_of_many_agree() => RunAsync(100_000, judgedOneIn: 50);

    private async Task RunAsync(int requests, int judgedOneIn)
    {
        var load = new CountedLoad(judgedOneIn);
        await using var server = load.Serve();
        await using var database = await stores.ForEngineAsync();
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(CountedLoad.Configuration(server.Url)),
            EnvironmentVariable = _ => null,
        };
        database.Choose(options);
        await using var engine = TensorZeroEngine.Create(options);

        await load.AskAsync(engine, requests);
        await engine.FlushAsync();

        var usage = await engine.Statistics.GetUsageAsync(new UsageQuery { GroupBy = [StatisticsGroup.Function] });
        var throughput = await engine.Statistics.GetThroughputAsync(new ThroughputQuery { GroupBy = [StatisticsGroup.Function] });
        var good = await engine.Statistics.GetMetricAsync(new MetricQuery { MetricName = "good" });
        var answered = load.Answered;
        var failed = load.Failed;
        TestContext.Out.WriteLine(string.Join("; ", answered.Select(pair => $"{pair.Key}: {pair.Value}, failed {failed.GetValueOrDefault(pair.Key)}")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                usage.ToDictionary(
                    row => row.Key.FunctionName!, row => new CountedLoad.Sum(row.CallsWithCost, row.InputTokens, row.OutputTokens, row.Cost!.Value)),
                Is.EquivalentTo(answered));
            Assert.That(
                throughput.ToDictionary(row => row.Key.FunctionName!, row => ((int)row.Answered, (int)row.Failed)),
                Is.EquivalentTo(answered.ToDictionary(pair => pair.Key, pair => ((int)pair.Value.Count, failed.GetValueOrDefault(pair.Key)))));
            Assert.That(good.Sum(row => row.Count), Is.EqualTo(load.Judgements.Judged));
            Assert.That(good.Sum(row => row.Mean * row.Count), Is.EqualTo(load.Judgements.Good).Within(1e-6));
            Assert.That(answered.Values.Sum(sum => sum.Count) + failed.Values.Sum(), Is.EqualTo(requests));
            Assert.That(failed, Is.Not.Empty, "the faults were felt");
            Assert.That(engine.RecordCounters.Dropped, Is.Zero);
        }

        await stores.CheckViewsAsync(options, answered);
    }
}
