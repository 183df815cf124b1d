using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Writing;

/// <summary>What is written stands in TensorZero's tables and in the totals of their views, once, however often it is sent.</summary>
internal sealed class ClickHouseWritingTests
{
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
        await _writer.WriteAsync(CountedBatch.Records(), _token, default);

        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals));
    }

    [Test]
    public async Task A_batch_that_is_sent_again_changes_nothing()
    {
        var batch = CountedBatch.Records();
        await _writer.WriteAsync(batch, _token, default);
        await _writer.WriteAsync(batch, _token, default);
        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals), "Known by its token.");

        Assert.That(await _database.CountAsync("SELECT count() FROM EmbeddedJournalBatch"), Is.EqualTo(1));
        await _database.Client.ExecuteAsync("TRUNCATE TABLE EmbeddedJournalBatch", default);
        await _writer.WriteAsync(batch, _token, default);
        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals), "Known to each table and each view.");
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
        var batch = CountedBatch.Records();
        await _database.Client.ExecuteAsync($"RENAME TABLE {broken} TO away", default);
        var error = Assert.ThrowsAsync<ObservabilityStoreException>(() => _writer.WriteAsync(batch, _token, default));
        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));
        await _database.Client.ExecuteAsync($"RENAME TABLE away TO {broken}", default);

        await _writer.WriteAsync(batch, _token, default);

        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals));
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
}
