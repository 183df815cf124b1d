using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

internal sealed class PostgresWritingTests : PostgresFixture
{
    [Test]
    public async Task A_chat_inference_stands_in_its_row()
    {
        var record = Some.Inference(answer: "Hello, Wörld.", tags: new Dictionary<string, string> { ["user"] = "7", ["empty"] = "" });

        await Store.WriteAsync([record], default);

        Assert.That(
            await Database.RowsAsync("SELECT id, function_name, variant_name, episode_id, output, processing_time_ms, tags "
                + "FROM tensorzero_embedded.chat_inference"),
            Is.EqualTo(new[]
            {
                $"{record.Id}|greet|plain|{record.EpisodeId}|" + """[{"type":"text","text":"Hello, Wörld."}]|12|{"user":"7","empty":""}""",
            }));
        Assert.That(
            await Database.RowsAsync("SELECT target_id, key, value FROM tensorzero_embedded.tag ORDER BY ordinal"),
            Is.EqualTo(new[] { $"{record.Id}|user|7", $"{record.Id}|empty|" }));
    }

    [Test]
    public async Task Money_is_exact_to_the_ninth_digit()
    {
        var call = Some.ModelInference("""{"a":1}"""u8.ToArray(), default, new Usage(10, 2, 4, null, 0.0000000125m));
        var record = Some.Inference(models: [call]);

        await Store.WriteAsync([record], default);

        Assert.That(await Database.QueryAsync("SELECT cost::text FROM tensorzero_embedded.model_inference"), Is.EqualTo("0.000000012"));
        var read = (await Store.Inferences.GetModelInferencesAsync(record.Id, default)).Single();
        Assert.That(read.Usage, Is.EqualTo(new Usage(10, 2, 4, null, 0.000000012m)));
        Assert.That(read.Usage.Cost.ToString(), Is.EqualTo("0.000000012"), "no zeros at its end");
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_replaced_and_empty_ones_are_NULL()
    {
        await Store.WriteAsync([Some.Inference(failedCalls: [Some.FailedCall(new byte[] { 0x61, 0xFF, 0x62 })])], default);

        Assert.That(
            await Database.RowsAsync("SELECT raw_response, raw_request FROM tensorzero_embedded.failed_call"),
            Is.EqualTo(new[] { "a\uFFFDb|null" }));
    }

    [TestCase("a\0b")]
    [TestCase("\0")]
    [TestCase("\u0001\0\u0002\u0001")]
    public async Task Text_that_the_database_cannot_hold_comes_back(string text)
    {
        var record = Some.Inference(function: $"f{text}", tags: new Dictionary<string, string> { [$"k{text}"] = text });
        var target = Some.Id();

        await Store.WriteAsync([record, Some.Comment(target, text)], default);

        Assert.That((await Store.Feedback.GetFeedbackAsync(target, default)).Single().Comment, Is.EqualTo(text));
        var query = new InferenceQuery { FunctionName = $"f{text}", Filter = new TagFilter($"k{text}", text) };
        Assert.That((await ListAsync(query)).Single().FunctionName, Is.EqualTo($"f{text}"));
    }

    [Test]
    public async Task Half_a_surrogate_pair_is_replaced()
    {
        var target = Some.Id();

        await Store.WriteAsync([Some.Comment(target, $"half a pair: {(char)0xD800}!")], default);

        Assert.That((await Store.Feedback.GetFeedbackAsync(target, default)).Single().Comment, Is.EqualTo("half a pair: \uFFFD!"));
    }

    [Test]
    public async Task Tags_longer_than_an_index_can_hold_are_found()
    {
        var value = string.Concat(Enumerable.Range(0, 4000).Select(number => (char)('a' + (number * number % 23))));
        var record = Some.Inference(tags: new Dictionary<string, string> { ["long"] = value });
        await Store.WriteAsync([record, Some.Inference(tags: new Dictionary<string, string> { ["long"] = value + "!" })], default);

        var found = await ListAsync(new InferenceQuery { Filter = new TagFilter("long", value) });

        Assert.That(found.Select(inference => inference.InferenceId), Is.EqualTo(new[] { record.Id }));
    }

    [Test]
    public async Task A_batch_that_is_sent_again_is_stored_once()
    {
        Record[] batch =
        [
            Some.Inference(
                tags: new Dictionary<string, string> { ["a"] = "b" }, models: [Some.ModelInference()], failedCalls: [Some.FailedCall()]),
            Some.Inference(type: FunctionType.Json),
            Some.Inference(status: InferenceStatus.Failed),
            Some.Feedback(Some.Id(), "liked", true),
            Some.Feedback(Some.Id(), "score", 1.0),
            Some.Comment(Some.Id(), "x"),
            Some.Demonstration(Some.Id(), "[]"),
            Some.Snapshot(),
        ];

        await Store.WriteAsync(batch, default);
        await Store.WriteAsync([.. batch, .. batch, Some.Inference()], default);

        foreach (var (table, rows) in new[]
        {
            ("chat_inference", 2), ("json_inference", 1), ("failed_inference", 1), ("model_inference", 1), ("failed_call", 1), ("tag", 1),
            ("boolean_metric_feedback", 1), ("float_metric_feedback", 1), ("comment_feedback", 1), ("demonstration_feedback", 1),
            ("config_snapshot", 1),
        })
        {
            Assert.That(await Database.QueryAsync($"SELECT count(*) FROM tensorzero_embedded.{table}"), Is.EqualTo(rows), table);
        }
    }

    [Test]
    public async Task A_configuration_is_kept_once_with_its_last_use()
    {
        ConfigSnapshotRecord[] uses = [Some.Snapshot(), Some.Snapshot(), Some.Snapshot("cafe")];
        await Store.WriteAsync([uses[1], uses[2]], default);
        await Store.WriteAsync([uses[0], uses[0]], default);

        Assert.That(
            await Database.RowsAsync("SELECT hash, last_used = created_at FROM tensorzero_embedded.config_snapshot ORDER BY hash"),
            Is.EqualTo(new[] { "c0ffee|True", "cafe|True" }));
        Assert.That(await Store.FindConfigurationAsync("c0ffee", default), Is.EqualTo("[gateway]"));
        Assert.That(await Store.FindConfigurationAsync("tea", default), Is.Null);
    }

    [Test]
    public async Task A_batch_is_stored_whole_or_not_at_all_and_the_store_goes_on()
    {
        var tooDear = Some.Inference(models: [Some.ModelInference(usage: new Usage(1, 1, null, null, 1_000_000_000m))]);

        Assert.That(
            async () => await Store.WriteAsync([Some.Inference(), Some.Poison(), Some.Inference()], default), Throws.InvalidOperationException);
        Assert.That(
            async () => await Store.WriteAsync([Some.Inference(answer: "secret"), tooDear], default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Rejected)
                .And.Message.EqualTo($"The PostgreSQL database {Database.DisplayName} refuses a row for good (SQLSTATE 22003)."));
        Assert.That(await Database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.chat_inference"), Is.Zero);

        await Store.WriteAsync([Some.Inference(), Some.Inference(type: FunctionType.Json)], default);
        Assert.That(await Database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.chat_inference"), Is.EqualTo(1));
    }

    [Test]
    public async Task Many_nodes_write_the_same_and_other_records_side_by_side()
    {
        InferenceRecord[] shared = [.. Enumerable.Range(0, 50).Select(number => Some.Inference(tags: new Dictionary<string, string> { ["n"] = $"{number}" }))];
        var snapshots = new[] { Some.Snapshot("a"), Some.Snapshot("b"), Some.Snapshot("c") };
        await Task.WhenAll(Enumerable.Range(0, 6).Select(node => Task.Run(async () =>
        {
            await using var store = Database.Open();
            for (var i = 0; i < 20; i++)
            {
                await store.WriteAsync(
                    [.. node % 2 == 0 ? snapshots : snapshots.Reverse(), .. shared, Some.Inference(), Some.Inference()], default);
            }
        }))).OrFail();

        Assert.That(await Database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.chat_inference"), Is.EqualTo(50 + (6 * 20 * 2)));
        Assert.That(await Database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.tag"), Is.EqualTo(50));
    }

    private async Task<List<StoredInference>> ListAsync(InferenceQuery query)
    {
        var found = new List<StoredInference>();
        await foreach (var inference in Store.Inferences.ListAsync(query, default))
        {
            found.Add(inference);
        }

        return found;
    }
}
