using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;
using TensorZero.Embedded.Tests.History;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>
/// Every kind of database gives the same answers about a large history: those that looking at every record gives. The full number of inferences
/// and of queries is for the long run.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class QueryConformanceTests(StoreUnderTest stores)
{
    private static readonly Lazy<RecordedHistory> Shared = new(
        () => new RecordedHistory(seed: 2026, inferences: SoakAttribute.IsAsked ? 20_000 : 3_000));

    private HistoryOracle _inferences = null!;
    private EpisodeOracle _episodes = null!;
    private FeedbackOracle _feedback = null!;
    private StatisticsOracle _statistics = null!;
    private EmptyStore _database = null!;
    private IObservabilityStore _store = null!;

    private static RecordedHistory History => Shared.Value;

    [OneTimeSetUp]
    public async Task FillStore()
    {
        _database = await stores.OpenEmptyAsync();
        _store = _database.Store;
        await History.WriteToAsync(_store);
        _inferences = new HistoryOracle([.. History.Answered], History.Feedback);
        _episodes = new EpisodeOracle(History);
        _feedback = new FeedbackOracle(History);
        _statistics = new StatisticsOracle(History);
    }

    [OneTimeTearDown]
    public async Task CloseStore()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Seeds), new object[] { 12 })]
    public async Task Inferences_are_listed_and_counted_alike(int seed)
    {
        var queries = new RandomQueries(seed, History);
        for (var i = 0; i < 8; i++)
        {
            var query = queries.Inferences();

            var listed = await Ids(_store.Inferences.ListAsync(query, default));

            Assert.That(listed, Is.EqualTo(_inferences.List(query)), Shown(query));
            Assert.That(await _store.Inferences.CountAsync(query, default), Is.EqualTo(_inferences.Count(query)), Shown(query));
        }
    }

    [Test]
    public async Task Every_word_is_found_and_counted_alike([ValueSource(typeof(Names), nameof(Names.Words))] string word)
    {
        var query = new InferenceQuery { SearchText = word, OrderBy = [InferenceOrder.BySearchRelevance()], Limit = 30 };

        var listed = await Ids(_store.Inferences.ListAsync(query, default));

        Assert.That(listed, Is.Not.Empty);
        Assert.That(listed, Is.EqualTo(_inferences.List(query)));
    }

    [TestCaseSource(nameof(Seeds), new object[] { 5 })]
    public async Task Inferences_are_read_with_all_they_hold(int seed)
    {
        var expected = Sample(seed, History.Answered, 150);

        var read = await _store.Inferences.GetAsync([.. expected.Select(record => record.Id)], InferenceOutputSource.Inference, default);

        Assert.That(
            read.Select(HistoryText.Of),
            Is.EqualTo(expected.Select(record => HistoryText.Of(record with { ModelInferences = [], FailedCalls = [] }))));
    }

    [Test]
    public async Task The_latest_demonstration_takes_the_answers_place()
    {
        var expected = History.Answered.Where(record => _inferences.LatestDemonstration(record.Id) is not null).Take(50).ToList();

        var read = await _store.Inferences.GetAsync(
            [.. expected.Select(record => record.Id), .. History.Answered.Take(20).Select(record => record.Id)],
            InferenceOutputSource.Demonstration,
            default);

        var demonstrations = read.Take(expected.Count).Select(inference => inference.FunctionType == FunctionType.Chat
            ? ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, inference.Content))
            : ContentJsonSamples.Write(writer => ContentJson.WriteJsonOutput(writer, inference.Output!)));
        Assert.That(demonstrations, Is.EqualTo(expected.Select(record => _inferences.LatestDemonstration(record.Id)!.Demonstration!.Value.GetRawText())));
        Assert.That(read, Has.All.Matches<StoredInference>(inference => inference.DispreferredOutputs.Count == 1));
    }

    [Test]
    public async Task Calls_are_read_with_all_they_hold()
    {
        foreach (var record in Sample(1, History.Inferences.Where(inference => inference.FailedCalls.Count > 0), 15))
        {
            var answered = await _store.Inferences.GetModelInferencesAsync(record.Id, default);
            var failed = await _store.Inferences.GetFailedCallsAsync(record.Id, default);

            Assert.That(answered.Select(call => call.ModelInferenceId), Is.EqualTo(record.ModelInferences.Select(call => call.Id)));
            Assert.That(answered.Select(call => call.Usage), Is.EqualTo(record.ModelInferences.Select(call => call.Usage)));
            Assert.That(answered.Select(call => call.Cached), Is.EqualTo(record.ModelInferences.Select(call => call.Cached)));
            Assert.That(failed.Select(call => call.CallId), Is.EqualTo(record.FailedCalls.Select(call => call.Id)));
            Assert.That(failed.Select(call => call.StatusCode), Is.EqualTo(record.FailedCalls.Select(call => call.StatusCode)));
        }
    }

    [Test]
    public async Task Failed_inferences_are_listed_alike(
        [Values] InferenceStatus status, [Values(null, "greet", "extract")] string? function, [Values(false, true)] bool fromTheMiddle)
    {
        var before = fromTheMiddle ? History.Inferences[History.Inferences.Count / 2].Id : (Guid?)null;
        var query = new FailedInferenceQuery { Status = status, FunctionName = function, Before = before, Limit = 50 };

        var listed = await _store.Inferences.ListFailedAsync(query, default).Select(inference => inference.InferenceId).ToListAsync();

        Assert.That(listed, Is.EqualTo(History.Inferences
            .Where(record => record.Status == status && record.Status != InferenceStatus.Succeeded)
            .Where(record => function is null || record.FunctionName == function)
            .Where(record => before is null || record.Id.CompareTo(before.Value) < 0)
            .Select(record => record.Id)
            .OrderDescending()
            .Take(50)));
    }

    [TestCaseSource(nameof(Seeds), new object[] { 20 })]
    public async Task Episodes_are_listed_alike(int seed)
    {
        var query = new RandomQueries(seed, History).Episodes();

        var listed = await _store.Episodes.ListAsync(query, default).ToListAsync();

        Assert.That(listed, Is.EqualTo(_episodes.List(query)), query.ToString());
    }

    [Test]
    public async Task Episodes_are_counted_alike([Values(null, "greet", "extract", "nobody's")] string? function) =>
        Assert.That(await _store.Episodes.CountAsync(function, default), Is.EqualTo(_episodes.Count(function)));

    [Test]
    public async Task Feedback_is_read_with_all_it_holds()
    {
        foreach (var target in Sample(2, History.Feedback.Select(feedback => feedback.TargetId).Distinct(), 15))
        {
            var expected = History.Feedback.Where(feedback => feedback.TargetId == target).OrderBy(feedback => feedback.Id).ToList();

            var read = await _store.Feedback.GetFeedbackAsync(target, default);

            Assert.That(read.Select(Shown), Is.EqualTo(expected.Select(Shown)));
        }
    }

    [TestCaseSource(nameof(Seeds), new object[] { 10 })]
    public async Task Feedback_is_listed_alike(int seed)
    {
        var queries = new RandomQueries(seed, History);
        for (var i = 0; i < 4; i++)
        {
            var query = queries.Feedback();

            var listed = await _store.Feedback.ListAsync(query, default).ToListAsync();

            Assert.That(listed.Select(Shown), Is.EqualTo(_feedback.List(query).Select(Shown)), query.ToString());
        }
    }

    [Test]
    public async Task All_feedback_for_a_metric_is_listed_page_by_page()
    {
        var query = new FeedbackQuery { MetricName = Names.FloatMetrics[0], Limit = null };

        var listed = await _store.Feedback.ListAsync(query, default).Select(feedback => feedback.FeedbackId).ToListAsync();

        Assert.That(listed, Has.Count.GreaterThan(SoakAttribute.IsAsked ? 5000 : 500), "in the long run more than a page of any database");
        Assert.That(listed, Is.EqualTo(_feedback.List(query).Select(feedback => feedback.Id)));
    }

    [Test]
    public async Task Feedback_is_summed_up_alike()
    {
        foreach (var target in Sample(4, History.Feedback.Select(feedback => feedback.TargetId).Distinct(), 40).Append(Guid.Empty))
        {
            Assert.That(await _store.Feedback.SummarizeAsync(target, default), Is.EqualTo(_feedback.Summarize(target)));
        }
    }

    [Test]
    public async Task Targets_of_feedback_are_found_alike()
    {
        foreach (var record in Sample(3, History.Inferences, 20))
        {
            var latest = History.Answered.LastOrDefault(inference => inference.EpisodeId == record.EpisodeId);

            var own = await _store.Feedback.FindTargetAsync(record.Id, FeedbackLevel.Inference, default);
            var episodes = await _store.Feedback.FindTargetAsync(record.EpisodeId, FeedbackLevel.Episode, default);

            Assert.That(own?.FunctionName, Is.EqualTo(record.Status == InferenceStatus.Succeeded ? record.FunctionName : null));
            Assert.That((episodes?.InferenceId, episodes?.VariantName), Is.EqualTo((latest?.Id, latest?.VariantName)));
        }
    }

    [TestCaseSource(nameof(Seeds), new object[] { 20 })]
    public async Task Usage_adds_up_alike(int seed)
    {
        var query = new RandomQueries(seed, History).Usage();

        Assert.That(await _store.Statistics.GetUsageAsync(query, default), Is.EqualTo(_statistics.Usage(query)), query.ToString());
    }

    [TestCaseSource(nameof(Seeds), new object[] { 20 })]
    public async Task Quantiles_of_latencies_are_the_same(int seed)
    {
        var query = new RandomQueries(seed, History).Latency();

        var rows = await _store.Statistics.GetLatencyAsync(query, default);

        Assert.That(rows.Select(HistoryText.Of), Is.EqualTo(_statistics.Latency(query).Select(HistoryText.Of)), query.ToString());
    }

    [TestCaseSource(nameof(Seeds), new object[] { 20 })]
    public async Task Throughput_is_the_same(int seed)
    {
        var query = new RandomQueries(seed, History).Throughput();

        Assert.That(await _store.Statistics.GetThroughputAsync(query, default), Is.EqualTo(_statistics.Throughput(query)), query.ToString());
    }

    [TestCaseSource(nameof(Seeds), new object[] { 20 })]
    public async Task Metrics_are_the_same(int seed)
    {
        var query = new RandomQueries(seed, History).Metric();
        var expected = _statistics.Metric(query);

        var rows = await _store.Statistics.GetMetricAsync(query, default);

        Assert.That(rows.Select(row => (row.Key, row.Count, row.Mean)), Is.EqualTo(expected.Select(row => (row.Key, row.Count, row.Mean))), query.ToString());
        Assert.That(rows.Select(row => row.Variance), Is.EqualTo(expected.Select(row => row.Variance)).Within(1e-9), query.ToString());
    }

    [Test]
    public async Task Configurations_are_found()
    {
        Assert.That(await _store.FindConfigurationAsync(Names.Hashes[1], default), Is.EqualTo("[functions.\"Größe\"]"));
        Assert.That(await _store.FindConfigurationAsync("facade", default), Is.Null);
    }

    private static IEnumerable<int> Seeds(int count) => Enumerable.Range(1, SoakAttribute.IsAsked ? count : (count + 3) / 4);

    private static T[] Sample<T>(int seed, IEnumerable<T> all, int size)
    {
        T[] shuffled = [.. all];
        new Random(seed).Shuffle(shuffled);
        return shuffled[..size];
    }

    private static async Task<List<Guid>> Ids(IAsyncEnumerable<StoredInference> inferences) =>
        await inferences.Select(inference => inference.InferenceId).ToListAsync();

    private static string Shown(InferenceQuery query) => $"{query} ordered by {string.Join(", ", query.OrderBy)}";

    private static string Shown(FeedbackRecord feedback) =>
        $"{feedback.Id} {feedback.Kind} {feedback.TargetId} {(feedback.MetricName is null ? feedback.Level : null)} {feedback.MetricName} {feedback.BooleanValue}{feedback.FloatValue}{feedback.Comment} "
        + $"{feedback.Demonstration?.GetRawText()} {string.Join(' ', feedback.Tags)}";

    private static string Shown(StoredFeedback feedback) =>
        $"{feedback.FeedbackId} {feedback.Kind} {feedback.TargetId} {feedback.Level} {feedback.MetricName} {feedback.BooleanValue}{feedback.FloatValue}{feedback.Comment} "
        + $"{Shown(feedback.Demonstration)} {string.Join(' ', feedback.Tags)}";

    private static string? Shown(StoredOutput? output) => output switch
    {
        null => null,
        { Output: { } json } => ContentJsonSamples.Write(writer => ContentJson.WriteJsonOutput(writer, json)),
        { Content: var content } => ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, content)),
    };
}
