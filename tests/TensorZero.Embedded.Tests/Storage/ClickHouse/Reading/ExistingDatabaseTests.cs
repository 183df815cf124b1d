using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using static TensorZero.Embedded.Tests.Storage.ClickHouse.Reading.TensorZeroRows;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Reading;

/// <summary>What TensorZero has recorded is read as if this library had.</summary>
internal sealed class ExistingDatabaseTests
{
    private static readonly Guid DatapointId = new("019562dc-d5b0-7e43-800d-3a5d37ec37a3");

    private static TestDatabase _database = null!;

    [OneTimeSetUp]
    public static async Task Fill()
    {
        _database = await TestDatabase.MigratedAsync();
        await InsertAsync(_database.Client);
    }

    [OneTimeTearDown]
    public static async Task Drop() => await _database.DisposeAsync();

    private static ClickHouseInferenceReader Inferences => new(_database.Client);

    private static IFeedbackReader Feedback => new ClickHouseFeedbackReader(_database.Client);

    private static ClickHouseStatisticsReader Statistics => new(_database.Client);

    [Test]
    public async Task A_row_of_an_older_version_is_read()
    {
        var inference = (await Inferences.GetAsync([new Guid(OldChat)], InferenceOutputSource.Inference, default)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inference.Timestamp.ToUnixTimeMilliseconds(), Is.EqualTo(0x01934c9abe70));
            Assert.That(inference.Input!.Messages.Select(message => message.Content.Count), Is.EqualTo([1, 1, 3]));
            Assert.That(inference.Input.Messages[2].Content[2], Is.TypeOf<UnknownBlock>(), "only an object store has the file");
            Assert.That(inference.Content, Has.Count.EqualTo(2));
            Assert.That(inference.Tools!.Tools.Single().Name, Is.EqualTo("get_temperature"));
            Assert.That(inference.Tools.ToolChoice, Is.EqualTo(ToolChoice.Specific("get_temperature")));
            Assert.That(inference.Tools.ParallelToolCalls, Is.True);
            Assert.That(inference.Params.JsonMode, Is.EqualTo(JsonMode.Tool));
            Assert.That(inference.ProcessingTime, Is.EqualTo(TimeSpan.Zero), "it does not say");
            Assert.That(inference.Tags, Is.Empty);
            Assert.That(inference.ExtraBody, Is.Empty);
            Assert.That(inference.ConfigurationHash, Is.Empty);
        }
    }

    [Test]
    public async Task A_row_of_a_newer_version_is_read()
    {
        var inference = (await Inferences.GetAsync([new Guid(NewChat)], InferenceOutputSource.Inference, default)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inference.Input!.Messages[0].Content, Has.Count.EqualTo(3));
            Assert.That(inference.Content, Has.Count.EqualTo(2));
            Assert.That(inference.Tools!.AdditionalTools.Single().Name, Is.EqualTo("say"));
            Assert.That(inference.Tools.Tools.Single().Strict, Is.True);
            Assert.That(inference.Tools.ProviderTools.Single().ModelName, Is.EqualTo("m"));
            Assert.That(inference.Tools.AllowedTools, Is.EqualTo(["say"]));
            Assert.That(inference.Tools.ToolChoice, Is.EqualTo(ToolChoice.Required));
            Assert.That(inference.Tools.ParallelToolCalls, Is.Null);
            Assert.That(inference.ProcessingTime, Is.EqualTo(TimeSpan.FromMilliseconds(1234)));
            Assert.That(inference.TimeToFirstToken, Is.EqualTo(TimeSpan.FromMilliseconds(56)));
            Assert.That(inference.Tags["user"], Is.EqualTo("42"));
            Assert.That(inference.ConfigurationHash, Is.EqualTo("1234".PadLeft(64, '0')));
        }
    }

    [Test]
    public async Task A_demonstration_takes_a_JSON_answers_place()
    {
        var query = new InferenceQuery { OutputSource = InferenceOutputSource.Demonstration };

        var inference = (await Inferences.ListAsync(query, default).ToListAsync()).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inference.InferenceId, Is.EqualTo(new Guid(Json)));
            Assert.That(inference.Output!.Raw, Is.EqualTo("""{"person":["Ravanelli"]}"""));
            Assert.That(inference.DispreferredOutputs.Single().Output!.Raw, Is.EqualTo("""{"person":[]}"""));
            Assert.That(inference.OutputSchema!.Value.GetRawText(), Is.EqualTo("""{"type":"object"}"""));
        }
    }

    private static IEnumerable<TestCaseData> Queries()
    {
        TestCaseData Case(string name, InferenceQuery query, params string[] expected) => new(query, expected) { TestName = name };
        yield return Case("All", new InferenceQuery(), NewChat, Json, OldChat);
        yield return Case("Oldest_first", new InferenceQuery { OrderBy = [InferenceOrder.ByTimestamp(descending: false)] }, OldChat, Json, NewChat);
        yield return Case("Function", new InferenceQuery { FunctionName = "basic_test" }, NewChat);
        yield return Case("Episode", new InferenceQuery { EpisodeId = new Guid(Episode) }, Json, OldChat);
        yield return Case("Page", new InferenceQuery { Limit = 1, Offset = 1 }, Json);
        yield return Case("Before", new InferenceQuery { Before = new Guid(NewChat), Limit = 1 }, Json);
        yield return Case("After", new InferenceQuery { After = new Guid(OldChat), Limit = 1 }, Json);
        yield return Case("Tag", new InferenceQuery { Filter = new TagFilter("user", "42") }, NewChat, Json);
        yield return Case("Not_a_tag", new InferenceQuery { Filter = new NotFilter(new TagFilter("user", "42")) }, OldChat);
        yield return Case("Other_tag", new InferenceQuery { Filter = new TagFilter("user", "4", TagComparison.NotEqual) }, NewChat, Json);
        yield return Case(
            "Float_metric", new InferenceQuery { Filter = new FloatMetricFilter("elapsed", FilterComparison.Equal, 2.7) }, Json, OldChat);
        yield return Case("Overruled_metric", new InferenceQuery { Filter = new FloatMetricFilter("elapsed", FilterComparison.Equal, 0.1) });
        yield return Case("Boolean_metric", new InferenceQuery { Filter = new BooleanMetricFilter("task_success", true) }, NewChat);
        yield return Case("Demonstration", new InferenceQuery { Filter = new DemonstrationFilter() }, Json);
        yield return Case(
            "Time",
            new InferenceQuery
            {
                Filter = new TimeFilter(FilterComparison.LessThan, DateTimeOffset.FromUnixTimeMilliseconds(0x0196374c2c6d)),
            },
            OldChat);
        yield return Case(
            "By_metric", new InferenceQuery { OrderBy = [InferenceOrder.ByMetric("task_success"), InferenceOrder.ByMetric("elapsed")] },
            NewChat, Json, OldChat);
        yield return Case(
            "By_metric_after",
            new InferenceQuery { OrderBy = [InferenceOrder.ByMetric("task_success")], After = new Guid(OldChat), Limit = 1 },
            Json);
        yield return Case("Search", new InferenceQuery { SearchText = "TOKYO" }, OldChat);
        yield return Case("Search_other_letters", new InferenceQuery { SearchText = "größe" }, NewChat);
        yield return Case(
            "By_relevance",
            new InferenceQuery { SearchText = "tokyo\"", OrderBy = [InferenceOrder.BySearchRelevance()], FunctionName = "weather_helper" },
            OldChat);
    }

    [TestCaseSource(nameof(Queries))]
    public async Task Queries_find(InferenceQuery query, string[] expected)
    {
        var listed = await Inferences.ListAsync(query, default).Select(inference => inference.InferenceId.ToString()).ToListAsync();

        Assert.That(listed, Is.EqualTo(expected));
        if (query is { Limit: not 1 })
        {
            Assert.That(await Inferences.CountAsync(query, default), Is.EqualTo(expected.Length));
        }
    }

    [Test]
    public async Task Calls_are_read()
    {
        var old = (await Inferences.GetModelInferencesAsync(new Guid(OldChat), default)).Single();
        var latest = (await Inferences.GetModelInferencesAsync(new Guid(NewChat), default)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(old.Usage, Is.EqualTo(new Usage(100, 7, null, null, null)));
            Assert.That(old.ProviderType, Is.Empty, "rows of TensorZero do not tell");
            Assert.That(old.FinishReason, Is.Null);
            Assert.That(latest.Usage, Is.EqualTo(new Usage(10, null, 5, null, 0.000123m)));
            Assert.That(latest.FinishReason, Is.EqualTo(FinishReason.StopSequence));
            Assert.That(latest.RawResponse, Is.Null);
            Assert.That(latest.System, Is.EqualTo("Be brief."));
        }
    }

    [Test]
    public async Task Feedback_is_read_in_order()
    {
        var ofEpisode = await Feedback.GetFeedbackAsync(new Guid(Episode), default);
        var ofInference = await Feedback.GetFeedbackAsync(new Guid(NewChat), default);
        var demonstration = (await Feedback.GetFeedbackAsync(new Guid(Json), default)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ofEpisode.Select(feedback => feedback.FloatValue), Is.EqualTo([0.1, 2.7]));
            Assert.That(ofInference.Select(feedback => feedback.Kind), Is.EqualTo([FeedbackKind.Boolean, FeedbackKind.Comment]));
            Assert.That(ofInference[0].Tags["author"], Is.EqualTo("x"));
            Assert.That(ofInference[1].Comment, Is.EqualTo("Nice"));
            Assert.That(demonstration.Demonstration!.Output!.Raw, Does.Contain("Ravanelli"));
        }
    }

    [Test]
    public async Task Targets_are_found()
    {
        var inference = await Feedback.FindTargetAsync(new Guid(OldChat), FeedbackLevel.Inference, default);
        var episode = await Feedback.FindTargetAsync(new Guid(Episode), FeedbackLevel.Episode, default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inference!.Tools!.Tools, Has.Count.EqualTo(1));
            Assert.That(episode!.InferenceId, Is.EqualTo(new Guid(Json)));
            Assert.That(episode.OutputSchema, Is.Not.Null);
            Assert.That(await Feedback.FindTargetAsync(new Guid(Episode), FeedbackLevel.Inference, default), Is.Null);
        }
    }

    [Test]
    public async Task Calls_without_names_count_for_their_inferences_function()
    {
        var usage = await Statistics.GetUsageAsync(new UsageQuery { GroupBy = [StatisticsGroup.Function] }, default);
        var latency = await Statistics.GetLatencyAsync(new LatencyQuery { FunctionName = "weather_helper", Quantiles = [0.5] }, default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                usage.Select(row => (row.Key.FunctionName, row.CallCount, row.InputTokens, row.Cost)),
                Is.EqualTo([("basic_test", 1L, 10L, 0.000123m), ("weather_helper", 1L, 100L, (decimal?)null)]));
            Assert.That(latency.Single().ResponseTimes, Is.EqualTo([TimeSpan.FromMilliseconds(250)]));
            Assert.That(latency.Single().StreamCount, Is.Zero);
        }
    }

    [Test]
    public async Task Variants_are_measured_by_a_metric()
    {
        var query = new MetricQuery { MetricName = "elapsed", Level = FeedbackLevel.Episode, Period = TimePeriod.Month };

        var rows = await Statistics.GetMetricAsync(query, default);

        Assert.That(
            rows.Select(row => (row.Key.FunctionName, row.Key.PeriodStart!.Value.ToString("yyyy-MM-dd"), row.Count, row.Mean)),
            Is.EqualTo([("weather_helper", "2024-11-01", 1L, 2.7), ("extract_entities", "2025-04-01", 1L, 2.7)]));
    }

    [Test]
    public async Task Inferences_and_episodes_are_counted()
    {
        var throughput = (await Statistics.GetThroughputAsync(new ThroughputQuery(), default)).Single();
        var episodes = await new ClickHouseEpisodeReader(_database.Client).ListAsync(new EpisodeQuery(), default).ToListAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((throughput.Answered, throughput.Failed, throughput.Episodes), Is.EqualTo((3L, 0L, 2L)));
            Assert.That(episodes.Select(episode => episode.EpisodeId), Is.EqualTo([new Guid(OtherEpisode), new Guid(Episode)]));
            Assert.That(episodes[1].InferenceCount, Is.EqualTo(2));
            Assert.That((episodes[1].FirstInferenceId, episodes[1].LastInferenceId), Is.EqualTo((new Guid(OldChat), new Guid(Json))));
        }
    }

    [Test]
    public async Task Nothing_is_counted_where_nothing_is()
    {
        var usage = await Statistics.GetUsageAsync(new UsageQuery { FunctionName = "nobody's" }, default);

        Assert.That(usage, Is.Empty);
    }

    [Test]
    public async Task The_last_version_of_a_datapoint_counts()
    {
        using var datapoints = new ClickHouseDatapointStore(_database.Client, TimeProvider.System);

        var listed = await datapoints.ListAsync(new DatapointQuery(), default).ToListAsync();
        var datasets = await datapoints.ListDatasetsAsync(null, default);
        var stale = await datapoints.GetAsync([new Guid("019562d9-8fc6-7aa2-82bc-a32ab6de31f7")], default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.Select(datapoint => datapoint.DatasetName), Is.EqualTo(["exact_matches", "good-haikus"]));
            Assert.That(listed[1].Id, Is.EqualTo(DatapointId));
            Assert.That(listed[1].Name, Is.EqualTo("n"));
            Assert.That(listed[1].Output!.Content, Has.Count.EqualTo(1));
            Assert.That(listed[1].Tools, Is.Null);
            Assert.That(listed[0].SourceInferenceId, Is.EqualTo(new Guid(Json)));
            Assert.That(datasets.Select(dataset => (dataset.Name, dataset.DatapointCount)), Is.EqualTo([("exact_matches", 1L), ("good-haikus", 1L)]));
            Assert.That(stale.Single().StaledAt, Is.Not.Null);
        }
    }
}
