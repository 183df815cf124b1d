using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Writing;

/// <summary>What is written stands in TensorZero's tables and in the totals of their views, once, however often it is sent.</summary>
internal sealed class ClickHouseWritingTests
{
    /// <summary>Everything that could count a row twice, with what it says of the batch.</summary>
    private static readonly string[] Totals =
    [
        "SELECT type, sum(count) FROM CumulativeUsage GROUP BY type ORDER BY type",
        "SELECT model_name, countMerge(count), sumMerge(total_input_tokens), sumMerge(total_output_tokens), sumMerge(total_cost) "
            + "FROM ModelProviderStatistics GROUP BY model_name ORDER BY model_name",
        "SELECT function_name, variant_name, countMerge(count), sumMerge(total_input_tokens), sumMerge(total_cost), countMerge(count_with_cost) "
            + "FROM VariantStatistics GROUP BY function_name, variant_name ORDER BY function_name, variant_name",
        "SELECT function_name, metric_name, sum(count), avgMerge(feedback_mean) FROM FeedbackByVariantStatistics "
            + "GROUP BY function_name, metric_name ORDER BY function_name, metric_name",
        "SELECT count(), sum(count), sum(length(ids)) FROM (SELECT episode_id_uint, sum(count) AS count, groupArrayMerge(inference_ids) AS ids "
            + "FROM EpisodeById GROUP BY episode_id_uint)",
        "SELECT function_name, key, value, count() FROM InferenceTag GROUP BY ALL ORDER BY ALL",
        "SELECT key, value, function_type, count() FROM TagInference GROUP BY ALL ORDER BY ALL",
        "SELECT metric_name, key, value, count() FROM FeedbackTag GROUP BY ALL ORDER BY ALL",
        "SELECT function_type, count() FROM InferenceById GROUP BY function_type ORDER BY function_type",
        "SELECT function_type, count() FROM InferenceByEpisodeId GROUP BY function_type ORDER BY function_type",
        "SELECT count() FROM BooleanMetricFeedbackByTargetId",
        "SELECT metric_name, count() FROM FloatMetricFeedbackByVariant GROUP BY metric_name",
        "SELECT count() FROM CommentFeedbackByTargetId",
        "SELECT count() FROM DemonstrationFeedbackByInferenceId",
        "SELECT output, value, count() FROM StaticEvaluationHumanFeedback GROUP BY ALL ORDER BY ALL",
        "SELECT (SELECT count() FROM ChatInference), (SELECT count() FROM JsonInference), (SELECT count() FROM ModelInference), "
            + "(SELECT count() FROM EmbeddedModelCall), (SELECT count() FROM EmbeddedFailedInference), (SELECT count() FROM EmbeddedFailedCall)",
        "SELECT count() FROM EmbeddedJournalBatch",
    ];

    /// <summary>What they are when <see cref="Batch"/> was counted once.</summary>
    private static readonly string Whole = string.Join(
        '\n',
        "[\"input_tokens\",120] [\"model_inferences\",12] [\"output_tokens\",24]",
        "[\"gpt\",13,120,24,0.00000048]",
        "[\"extract\",\"plain\",2,null,null,0] [\"greet\",\"\",0,20,0.00000008,2] [\"greet\",\"plain\",10,100,0.0000004,10]",
        "[\"greet\",\"solved\",1,1] [\"greet\",\"stars\",1,4.5]",
        "[3,12,12]",
        "[\"extract\",\"a\",\"b\",2] [\"greet\",\"a\",\"b\",10]",
        "[\"a\",\"b\",\"chat\",10] [\"a\",\"b\",\"json\",2]",
        "[\"solved\",\"tensorzero::datapoint_id\",\"0197c8e6-6d3c-7000-8000-000000000001\",1] "
            + "[\"solved\",\"tensorzero::evaluator_inference_id\",\"0197c8e6-6d3c-7000-8000-000000000002\",1] "
            + "[\"solved\",\"tensorzero::human_feedback\",\"true\",1]",
        "[\"chat\",10] [\"json\",2]",
        "[\"chat\",10] [\"json\",2]",
        "[1]",
        "[\"stars\",1]",
        "[1]",
        "[1]",
        "[\"[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"Hello.\\\"}]\",\"true\",1]",
        "[10,2,13,13,1,1]",
        "[1]");

    /// <summary>Of the test alone, because the database is not.</summary>
    private readonly string _token = Some.Id().ToString();

    private TestDatabase _database = null!;
    private ClickHouseBatchWriter _writer = null!;

    [SetUp]
    public async Task Create()
    {
        _database = await TestDatabase.MigratedAsync();
        _writer = new ClickHouseBatchWriter(_database.Client);
    }

    [TearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task A_batch_is_in_every_table_and_every_total()
    {
        await _writer.WriteAsync(Batch(), _token, default);

        Assert.That(await TotalsAsync(), Is.EqualTo(Whole));
    }

    [Test]
    public async Task A_batch_that_is_sent_again_changes_nothing()
    {
        var batch = Batch();
        await _writer.WriteAsync(batch, _token, default);
        await _writer.WriteAsync(batch, _token, default);
        Assert.That(await TotalsAsync(), Is.EqualTo(Whole), "Known by its token.");

        await _database.Client.ExecuteAsync("TRUNCATE TABLE EmbeddedJournalBatch", default);
        await _writer.WriteAsync(batch, _token, default);
        Assert.That(await CountedAsync(), Is.EqualTo(Counted(Whole)), "Known to each table and each view.");
    }

    /// <summary>Each table of the batch, and each target of a view, fails once; what had arrived by then is not counted again.</summary>
    [TestCase("ModelInference")]
    [TestCase("JsonInference")]
    [TestCase("FloatMetricFeedback")]
    [TestCase("CumulativeUsage")]
    [TestCase("VariantStatistics")]
    [TestCase("ModelProviderStatistics")]
    [TestCase("FeedbackByVariantStatistics")]
    [TestCase("EpisodeById")]
    [TestCase("InferenceTag")]
    [TestCase("InferenceById")]
    [TestCase("FeedbackTag")]
    public async Task A_batch_that_arrived_in_part_is_completed(string broken)
    {
        var batch = Batch();
        await _database.Client.ExecuteAsync($"RENAME TABLE {broken} TO away", default);
        var error = Assert.ThrowsAsync<ObservabilityStoreException>(() => _writer.WriteAsync(batch, _token, default));
        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));
        await _database.Client.ExecuteAsync($"RENAME TABLE away TO {broken}", default);

        await _writer.WriteAsync(batch, _token, default);

        Assert.That(await TotalsAsync(), Is.EqualTo(Whole));
    }

    [Test]
    public async Task Rows_are_as_TensorZero_writes_them()
    {
        var weather = new ToolDefinition("weather", "Tells the weather.", Content.ContentJsonSamples.Json("{\"type\":\"object\"}"), Strict: true);
        var inference = Some.Inference(tags: new Dictionary<string, string> { ["k\uD800"] = "v" }) with
        {
            ToolParams = new ToolParamsRecord([weather], [weather], [], ["weather"], ToolChoice.Required, null),
            SnapshotHash = "00ff",
        };

        await _writer.WriteAsync([inference, Some.Inference(models: [Some.ModelInference(rawRequest: new byte[] { 0xff, (byte)'x' })])], _token, default);

        Assert.That(
            await _database.RowsAsync(
                $"SELECT tool_params, dynamic_tools, dynamic_provider_tools, allowed_tools, tool_choice, parallel_tool_calls, tags, "
                + $"toString(snapshot_hash), extra_body, input, processing_time_ms FROM ChatInference WHERE id = '{inference.Id}'"),
            Is.EqualTo(new[]
            {
                """
                ["{\"tools_available\":[{\"description\":\"Tells the weather.\",\"parameters\":{\"type\":\"object\"},\"name\":\"weather\",\"strict\":true}],\"tool_choice\":\"required\",\"parallel_tool_calls\":null}",["{\"description\":\"Tells the weather.\",\"parameters\":{\"type\":\"object\"},\"name\":\"weather\",\"strict\":true}"],[],"{\"tools\":[\"weather\"],\"choice\":\"explicit\"}","required",null,{"k�":"v"},"255",null,"{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi!\"}]}]}",12]
                """,
            }));
        Assert.That(
            await _database.RowsAsync("SELECT raw_request, raw_response, cost, finish_reason, cached, function_name FROM ModelInference"),
            Is.EqualTo(new[] { "[\"\uFFFDx\",\"\",0.0000123,\"stop\",false,\"greet\"]" }));
    }

    [Test]
    public async Task What_no_column_can_hold_is_refused_before_anything_is_stored()
    {
        var tokens = Some.Inference(models: [Some.ModelInference(usage: new Usage(long.MaxValue, 0, null, null, null))]);

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(
            () => _writer.WriteAsync([Some.Inference(), tokens], _token, default));

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Rejected));
        Assert.That(error.Message, Does.Contain("column input_tokens of ClickHouse's table ModelInference"));
        Assert.That(() => _writer.WriteAsync([Some.Inference(), Some.Poison()], $"{_token}/other", default), Throws.Exception);
        Assert.That(await _database.CountAsync("SELECT count() FROM ChatInference"), Is.Zero);
    }

    [Test]
    public async Task A_configuration_keeps_when_it_was_first_used()
    {
        await _writer.WriteAsync([Some.Snapshot()], $"{_token}/one", default);
        var first = await _database.RowsAsync("SELECT config, toString(hash), created_at FROM ConfigSnapshot FINAL");
        await _writer.WriteAsync([Some.Snapshot()], $"{_token}/two", default);

        Assert.That(await _database.RowsAsync("SELECT config, toString(hash), created_at FROM ConfigSnapshot FINAL"), Is.EqualTo(first));
        Assert.That(await _database.CountAsync("SELECT count() FROM ConfigSnapshot WHERE last_used > created_at"), Is.EqualTo(1));
    }

    /// <summary>Ten chat inferences of one episode, two of a JSON function, one that failed, and feedback of every kind about the first.</summary>
    private static IReadOnlyList<Record> Batch()
    {
        var tags = new Dictionary<string, string> { ["a"] = "b" };
        var episode = Some.Id();
        var usage = new Usage(10, 2, null, null, 0.00000004m);
        var chats = Enumerable.Range(0, 10)
            .Select(_ => Some.Inference(episode: episode, tags: tags, models: [Some.ModelInference(usage: usage)])).ToList();
        var failed = Some.Inference(
            status: InferenceStatus.Failed,
            variant: null,
            models: [Some.ModelInference(usage: usage), Some.ModelInference(usage: usage), Some.ModelInference(usage: Usage.Unknown)],
            failedCalls: [Some.FailedCall()]);
        var human = new Dictionary<string, string>
        {
            ["tensorzero::human_feedback"] = "true",
            ["tensorzero::datapoint_id"] = "0197c8e6-6d3c-7000-8000-000000000001",
            ["tensorzero::evaluator_inference_id"] = "0197c8e6-6d3c-7000-8000-000000000002",
        };
        return
        [
            Some.Snapshot(),
            Some.Feedback(chats[0].Id, "solved", true) with { Tags = human },
            .. chats,
            Some.Inference(function: "extract", type: FunctionType.Json, tags: tags),
            Some.Inference(function: "extract", type: FunctionType.Json, tags: tags),
            failed,
            Some.Feedback(chats[0].Id, "stars", 4.5),
            Some.Comment(chats[0].Id, "Fine."),
            Some.Demonstration(chats[0].Id, "[]"),
        ];
    }

    private async Task<string> TotalsAsync()
    {
        var totals = new List<string>();
        foreach (var sql in Totals)
        {
            totals.Add(string.Join(' ', await _database.RowsAsync(sql)));
        }

        return string.Join('\n', totals);
    }

    private async Task<string> CountedAsync() => Counted(await TotalsAsync());

    /// <summary>All but the list of batches, which the test emptied.</summary>
    private static string Counted(string totals) => totals[..totals.LastIndexOf('\n')];
}
