using TensorZero.Embedded.Content;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.History;

/// <summary>Small examples that can be added up by hand; the conformance suite does the rest.</summary>
internal sealed class InferenceStatisticsTests
{
    private readonly ManualTime _time = new();
    private UuidV7Source _ids = null!;
    private SqliteStore _store = null!;
    private InferenceStatistics _statistics = null!;

    [SetUp]
    public void OpenStore()
    {
        _ids = new UuidV7Source(_time, new Random(1));
        _store = SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System);
        _statistics = new InferenceStatistics(_store);
    }

    [TearDown]
    public async Task CloseStore() => await _store.DisposeAsync();

    [Test]
    public async Task Tokens_and_cost_add_up_and_what_nobody_reported_is_counted_apart()
    {
        await _store.WriteAsync(
            [
                Inference("plain", Call(new Usage(10, 2, 4, 1, 0.5m), 11), Call(new Usage(1, 1, null, null, null), 12, cached: true)),
                Inference("other", Call(new Usage(7, null, null, null, 0.000000001m), 13)),
            ],
            default);

        var rows = await _statistics.GetUsageAsync(new UsageQuery { GroupBy = [StatisticsGroup.Variant], Period = TimePeriod.Month });

        Assert.That(rows, Is.EqualTo(new[]
        {
            new UsageStatistics
            {
                Key = new StatisticsKey { VariantName = "other", PeriodStart = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
                CallCount = 1,
                CachedCallCount = 0,
                CallsWithTokens = 0,
                CallsWithCost = 1,
                InputTokens = 7,
                OutputTokens = 0,
                ProviderCacheReadInputTokens = 0,
                ProviderCacheWriteInputTokens = 0,
                Cost = 0.000000001m,
            },
            new UsageStatistics
            {
                Key = new StatisticsKey { VariantName = "plain", PeriodStart = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
                CallCount = 2,
                CachedCallCount = 1,
                CallsWithTokens = 2,
                CallsWithCost = 1,
                InputTokens = 11,
                OutputTokens = 3,
                ProviderCacheReadInputTokens = 4,
                ProviderCacheWriteInputTokens = 1,
                Cost = 0.5m,
            },
        }));
    }

    [Test]
    public async Task Quantiles_are_values_that_occurred_and_answers_from_the_cache_are_left_out()
    {
        var calls = Enumerable.Range(1, 10).Select(i => Call(Usage.Unknown, i * 10)).Append(Call(Usage.Unknown, 9999, cached: true));
        await _store.WriteAsync([Inference("plain", [.. calls])], default);

        var row = (await _statistics.GetLatencyAsync(new LatencyQuery { Quantiles = [0, 0.5, 0.95, 1] })).Single();

        Assert.That(row.Count, Is.EqualTo(10));
        Assert.That(row.ResponseTimes.Select(time => time.TotalMilliseconds), Is.EqualTo(new[] { 10, 60, 100, 100 }));
        Assert.That(row.StreamCount, Is.Zero);
        Assert.That(row.TimesToFirstToken, Is.Empty);
    }

    [Test]
    public async Task A_target_counts_with_its_latest_value()
    {
        var (first, second) = (Inference("plain"), Inference("plain"));
        await _store.WriteAsync(
            [first, second, Some.Feedback(first.Id, "score", 9.0), Some.Feedback(first.Id, "score", 1.0), Some.Feedback(second.Id, "score", 2.0)],
            default);

        var row = (await _statistics.GetMetricAsync(new MetricQuery { MetricName = "score" })).Single();

        Assert.That(row, Is.EqualTo(new MetricStatistics(
            new StatisticsKey { FunctionName = "greet", VariantName = "plain" }, 2, 1.5, 0.5)));
    }

    [Test]
    public async Task Failed_inferences_are_counted_beside_the_answered_ones()
    {
        var answered = Inference("plain");
        var sameEpisode = answered with { Id = _ids.Next(), VariantName = "other" };
        var failed = Some.Inference(_ids.Next(), variant: null, status: InferenceStatus.Failed);
        await _store.WriteAsync([answered, sameEpisode, failed], default);

        Assert.That(
            await _statistics.GetThroughputAsync(new ThroughputQuery()),
            Is.EqualTo(new[] { new ThroughputStatistics(new StatisticsKey(), 2, 1, 1) }));
        Assert.That(
            (await _statistics.GetThroughputAsync(new ThroughputQuery { GroupBy = [StatisticsGroup.Variant] })).Select(row => row.Key.VariantName),
            Is.EqualTo(new[] { "", "other", "plain" }));
    }

    [Test]
    public async Task Nothing_recorded_has_no_row()
    {
        Assert.That(await _statistics.GetUsageAsync(new UsageQuery()), Is.Empty);
        Assert.That(await _statistics.GetLatencyAsync(new LatencyQuery()), Is.Empty);
        Assert.That(await _statistics.GetThroughputAsync(new ThroughputQuery()), Is.Empty);
        Assert.That(await _statistics.GetMetricAsync(new MetricQuery { MetricName = "score" }), Is.Empty);
    }

    [Test]
    public void What_counts_inferences_knows_no_model()
    {
        Assert.That(
            () => _statistics.GetThroughputAsync(new ThroughputQuery { GroupBy = [StatisticsGroup.Model] }),
            Throws.ArgumentException.With.Message.StartsWith("An inference may call several models"));
        Assert.That(
            () => _statistics.GetLatencyAsync(new LatencyQuery { Of = LatencyOf.Inferences, ModelName = "gpt" }),
            Throws.ArgumentException.With.Message.StartsWith("An inference may call several models"));
    }

    [Test]
    public void A_query_that_contradicts_itself_is_refused()
    {
        Assert.That(
            () => _statistics.GetUsageAsync(new UsageQuery { GroupBy = [StatisticsGroup.Model, StatisticsGroup.Model] }),
            Throws.ArgumentException.With.Message.StartsWith("GroupBy names something twice."));
        Assert.That(
            () => _statistics.GetLatencyAsync(new LatencyQuery { Quantiles = [double.NaN] }),
            Throws.ArgumentException.With.Message.StartsWith("A quantile is a number from 0 to 1"));
        Assert.That(
            () => _statistics.GetUsageAsync(new UsageQuery { From = DateTimeOffset.UnixEpoch.AddDays(1), To = DateTimeOffset.UnixEpoch }),
            Throws.ArgumentException.With.Message.StartsWith("A query's From cannot be later than its To."));
    }

    [Test]
    public void Without_a_store_nothing_can_be_counted() => Assert.That(
        () => new InferenceStatistics(store: null).GetUsageAsync(new UsageQuery()),
        Throws.InstanceOf<ObservabilityStoreException>().With.Message.StartsWith("Nothing is recorded"));

    private InferenceRecord Inference(string variant, params ModelInferenceRecord[] calls) =>
        Some.Inference(_ids.Next(), variant: variant, models: calls);

    private ModelInferenceRecord Call(Usage usage, int milliseconds, bool cached = false) => Some.ModelInference(usage: usage) with
    {
        Id = _ids.Next(),
        ResponseTime = TimeSpan.FromMilliseconds(milliseconds),
        Cached = cached,
    };
}
