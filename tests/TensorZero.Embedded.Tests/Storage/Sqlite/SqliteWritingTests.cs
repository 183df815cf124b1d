using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

internal sealed class SqliteWritingTests
{
    private readonly TemporaryDatabase _database = new();
    private SqliteStore _store = null!;

    [SetUp]
    public void OpenStore() => _store = _database.Open();

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _database.Dispose();
    }

    [Test]
    public async Task A_chat_inference_stands_in_its_row()
    {
        var record = new InferenceRecord
        {
            Id = Some.Id(),
            FunctionName = "greet",
            FunctionType = FunctionType.Chat,
            VariantName = "plain",
            EpisodeId = Some.Id(),
            Status = InferenceStatus.Succeeded,
            Input = new InferenceInput { System = "Be kind.", Messages = [InputMessage.User("Hi!")] },
            Content = [new TextBlock("Hello, Wörld.")],
            ToolParams = new ToolParamsRecord(
                ContentJsonSamples.Tools, [ContentJsonSamples.Tools[1]], [ContentJsonSamples.ProviderTools[0]], [
                    "time"], ToolChoice.Required, true),
            InferenceParams = new ChatCompletionParams { Temperature = 0.5 },
            Tags = new Dictionary<string, string> { ["user"] = "7", ["empty"] = "" },
            ExtraBody = [ExtraBody.Delete("/x")],
            ProcessingTime = TimeSpan.FromMilliseconds(12.9),
            TimeToFirstToken = TimeSpan.FromMilliseconds(3),
            SnapshotHash = "c0ffee",
        };

        await _store.WriteAsync([record], default);

        Assert.That(Row("SELECT * FROM chat_inference"), Is.EqualTo(new Dictionary<string, object?>
        {
            ["id"] = record.Id.ToByteArray(bigEndian: true),
            ["function_name"] = "greet",
            ["variant_name"] = "plain",
            ["episode_id"] = record.EpisodeId.ToByteArray(bigEndian: true),
            ["input"] = """{"system":"Be kind.","messages":[{"role":"user","content":[{"type":"text","text":"Hi!"}]}]}""",
            ["output"] = """[{"type":"text","text":"Hello, Wörld."}]""",
            ["tool_params"] =
                """{"tools_available":[{"description":"Looks out of the window.","parameters":"""
                + """{"type":"object","properties":{"city":{"type":"string"}}},"name":"weather","strict":true},"""
                + """{"description":"","parameters":{},"name":"time","strict":false}],"tool_choice":"""
                + "\"required\",\"parallel_tool_calls\":true}",
            ["inference_params"] = """{"chat_completion":{"temperature":0.5}}""",
            ["processing_time_ms"] = 12L,
            ["ttft_ms"] = 3L,
            ["timestamp"] = UuidV7Source.TimestampOf(record.Id).ToUnixTimeMilliseconds(),
            ["tags"] = """{"user":"7","empty":""}""",
            ["extra_body"] = """[{"pointer":"/x","delete":true}]""",
            ["dynamic_tools"] = """[{"description":"","parameters":{},"name":"time","strict":false}]""",
            ["dynamic_provider_tools"] = """[{"tool":{"type":"web_search"}}]""",
            ["allowed_tools"] = """{"tools":["time"],"choice":"explicit"}""",
            ["tool_choice"] = "\"required\"",
            ["parallel_tool_calls"] = 1L,
            ["snapshot_hash"] = "c0ffee",
        }));
        Assert.That(_database.Query("SELECT group_concat(key || '=' || value || '=' || hex(inference_id)) FROM inference_tag"), Is.EqualTo(
            $"empty=={Hex(record.Id)},user=7={Hex(record.Id)}"));
    }

    [Test]
    public async Task A_json_inference_stands_in_its_row()
    {
        var record = Some.Inference(
            type: FunctionType.Json, json: new JsonOutput("{ }", ContentJsonSamples.Json("{}")));

        await _store.WriteAsync([record], default);

        var row = Row("SELECT * FROM json_inference");
        Assert.That(row["output"], Is.EqualTo("""{"raw":"{ }","parsed":{}}"""));
        Assert.That(row["output_schema"], Is.EqualTo("""{"type":"object"}"""));
        Assert.That(row["auxiliary_content"], Is.EqualTo("[]"));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.Zero);
    }

    [TestCase(InferenceStatus.Failed, "failed")]
    [TestCase(InferenceStatus.Cancelled, "cancelled")]
    [TestCase(InferenceStatus.Abandoned, "abandoned")]
    public async Task Inferences_without_an_answer_stand_apart(InferenceStatus status, string word)
    {
        var record = Some.Inference(
            status: status,
            variant: null,
            answer: "Hel",
            models: [Some.ModelInference()],
            failedCalls: [Some.FailedCall()]);

        await _store.WriteAsync([record], default);

        var row = Row("SELECT * FROM failed_inference");
        Assert.That(row["status"], Is.EqualTo(word));
        Assert.That(row["error"], Is.EqualTo(status == InferenceStatus.Failed ? "All variants failed." : null));
        Assert.That(row["variant_name"], Is.Null);
        Assert.That(row["output"], Is.EqualTo("""[{"type":"text","text":"Hel"}]"""));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.Zero);
        Assert.That(_database.Query("SELECT count(*) FROM model_inference"), Is.EqualTo(1), "a call that answered was paid");
        Assert.That(_database.Query("SELECT error || status_code FROM failed_call"), Is.EqualTo("azure answered 503.503"));
    }

    [Test]
    public async Task A_model_inference_stands_in_its_row_with_its_cost_in_nano_dollars()
    {
        var call = Some.ModelInference("""{"a":1}"""u8.ToArray(), "{\"b\":\"ü\"}"u8.ToArray(), new Usage(10, 2, 4, null, 0.0000000125m));
        var record = Some.Inference(models: [call]);

        await _store.WriteAsync([record], default);

        var row = Row("SELECT * FROM model_inference");
        Assert.That(row["inference_id"], Is.EqualTo(record.Id.ToByteArray(bigEndian: true)));
        Assert.That(row["raw_request"], Is.EqualTo("""{"a":1}"""));
        Assert.That(row["raw_response"], Is.EqualTo("{\"b\":\"ü\"}"));
        Assert.That(row["input_messages"], Is.EqualTo("""[{"role":"user","content":[{"type":"text","text":"Hi!"}]}]"""));
        Assert.That(row["cost_nano_usd"], Is.EqualTo(12), "half to even");
        Assert.That(row["provider_cache_read_input_tokens"], Is.EqualTo(4));
        Assert.That(row["provider_cache_write_input_tokens"], Is.Null);
        Assert.That(row["finish_reason"], Is.EqualTo("stop"));
        Assert.That(row["cached"], Is.EqualTo(0));
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_replaced_and_empty_ones_are_NULL()
    {
        await _store.WriteAsync([Some.Inference(failedCalls: [Some.FailedCall(new byte[] { 0x61, 0xFF, 0x62 })])], default);

        Assert.That(_database.Query("SELECT raw_response FROM failed_call"), Is.EqualTo("a\uFFFDb"));
        Assert.That(_database.Query("SELECT raw_request IS NULL FROM failed_call"), Is.EqualTo(1));
    }

    [Test]
    public async Task Text_with_a_zero_character_is_whole()
    {
        await _store.WriteAsync([Some.Comment(Some.Id(), "a\0b")], default);

        Assert.That(_database.Query("SELECT hex(value) FROM comment_feedback"), Is.EqualTo("610062"));
    }

    [Test]
    public async Task Content_that_is_not_recorded_is_NULL_everywhere()
    {
        var record = new InferenceRecord
        {
            Id = Some.Id(),
            FunctionName = "greet",
            FunctionType = FunctionType.Chat,
            VariantName = "plain",
            EpisodeId = Some.Id(),
            Status = InferenceStatus.Succeeded,
            ProcessingTime = TimeSpan.Zero,
            SnapshotHash = "c0ffee",
            ModelInferences =
            [
                new ModelInferenceRecord { Id = Some.Id(), ModelName = "gpt", ProviderName = "openai", ProviderType = "openai" },
            ],
        };

        await _store.WriteAsync([record], default);

        Assert.That(_database.Query("SELECT coalesce(input, output, 'none') FROM chat_inference"), Is.EqualTo("none"));
        Assert.That(
            _database.Query("SELECT coalesce(system, input_messages, output, raw_request, raw_response, 'none') FROM model_inference"),
            Is.EqualTo("none"));
    }

    [Test]
    public async Task Feedback_of_each_kind_stands_in_its_table()
    {
        var target = Some.Id();
        await _store.WriteAsync(
            [
                Some.Feedback(target, "liked", true),
                Some.Feedback(target, "score", 0.1),
                Some.Comment(target, "Nice", FeedbackLevel.Episode),
                Some.Demonstration(target, """[{"type":"text","text":"Better."}]"""),
            ],
            default);

        Assert.That(
            _database.Query("SELECT metric_name || value || hex(target_id) FROM boolean_metric_feedback"),
            Is.EqualTo($"liked1{Hex(target)}"));
        Assert.That(
            _database.Query("SELECT metric_name || value || hex(target_id) FROM float_metric_feedback"),
            Is.EqualTo($"score0.1{Hex(target)}"));
        Assert.That(
            _database.Query("SELECT target_type || value || hex(target_id) FROM comment_feedback"),
            Is.EqualTo($"episodeNice{Hex(target)}"));
        Assert.That(
            _database.Query("SELECT value || hex(inference_id) FROM demonstration_feedback"),
            Is.EqualTo($$"""[{"type":"text","text":"Better."}]{{Hex(target)}}"""));
    }

    [Test]
    public async Task A_configuration_is_kept_once_with_its_last_use()
    {
        var first = Some.Snapshot();
        var second = Some.Snapshot();
        await _store.WriteAsync([second], default);
        await _store.WriteAsync([first], default);

        Assert.That(_database.Query("SELECT count(*) FROM config_snapshot"), Is.EqualTo(1));
        Assert.That(
            _database.Query("SELECT last_used FROM config_snapshot"),
            Is.EqualTo(UuidV7Source.TimestampOf(second.Id).ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task A_batch_that_is_sent_again_is_stored_once()
    {
        Record[] batch =
        [
            Some.Inference(
                tags: new Dictionary<string,
                string> { ["a"] = "b" },
                models: [Some.ModelInference()],
                failedCalls: [Some.FailedCall()]),
            Some.Inference(type: FunctionType.Json),
            Some.Inference(status: InferenceStatus.Failed),
            Some.Feedback(Some.Id(), "liked", true),
            Some.Feedback(Some.Id(), "score", 1.0),
            Some.Comment(Some.Id(), "x"),
            Some.Demonstration(Some.Id(), "[]"),
            Some.Snapshot(),
        ];

        await _store.WriteAsync(batch, default);
        await _store.WriteAsync([.. batch, Some.Inference()], default);

        foreach (var (table, rows) in new[]
        {
            ("chat_inference", 2), ("json_inference", 1), ("failed_inference", 1), ("model_inference", 1), ("failed_call", 1),
            ("inference_tag", 1), ("boolean_metric_feedback", 1), ("float_metric_feedback", 1), ("comment_feedback", 1),
            ("demonstration_feedback", 1), ("config_snapshot", 1),
        })
        {
            Assert.That(_database.Query($"SELECT count(*) FROM {table}"), Is.EqualTo(rows), table);
        }
    }

    [Test]
    public async Task A_batch_is_stored_whole_or_not_at_all_and_the_store_goes_on()
    {
        Assert.That(
            async () => await _store.WriteAsync([Some.Inference(), Some.Poison(), Some.Inference()], default),
            Throws.InvalidOperationException);
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.Zero);

        await _store.WriteAsync([Some.Inference(), Some.Inference(type: FunctionType.Json)], default);
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_stores_on_one_file_write_side_by_side()
    {
        await using var other = SqliteStore.Open(_database.Options with { BusyTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        await using var one = SqliteStore.Open(_database.Options with { BusyTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        await Task.WhenAll(new[] { one, other }.Select(store => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await store.WriteAsync([Some.Inference(), Some.Inference()], default);
            }
        })));

        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(200));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Several_processes_make_and_fill_one_file_together()
    {
        using var database = new TemporaryDatabase();
        using var first = OtherProcess.Start(database.Path, batches: 100);
        using var second = OtherProcess.Start(database.Path, batches: 100);
        await OtherProcess.WriteAsync(database.Path, batches: 100);

        foreach (var process in new[] { first, second })
        {
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.Zero, error);
        }

        Assert.That(database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(600));
        Assert.That(database.Query("PRAGMA integrity_check"), Is.EqualTo("ok"));
    }

    [Test]
    public void A_locked_database_is_named_and_no_content_is()
    {
        using var other = _database.Connect();
        using var transaction = other.BeginTransaction(deferred: false);

        Assert.That(
            async () => await _store.WriteAsync([Some.Inference(answer: "secret")], default),
            Throws.TypeOf<ObservabilityStoreException>().With.Message.EqualTo(
                $"The database {_database.Path} is locked by another process for too long; close what holds a transaction open on it "
                + "(SQLite error 5)."));
    }

    private static string Hex(Guid id) => Convert.ToHexString(id.ToByteArray(bigEndian: true));

    private Dictionary<string, object?> Row(string sql)
    {
        using var connection = _database.Connect();
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        Assert.That(reader.Read(), Is.True);
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i));
    }
}
