using TensorZero.Embedded.Content;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Content;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.History;

internal sealed class InferenceHistoryTests
{
    private readonly TemporaryDatabase _database = new();
    private SqliteStore _store = null!;
    private InferenceHistory _history = null!;

    [SetUp]
    public void OpenStore()
    {
        _store = _database.Open();
        _history = new InferenceHistory(_store, DisabledRecordSink.Instance);
    }

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _database.Dispose();
    }

    [Test]
    public async Task A_chat_inference_is_read_as_it_was_written()
    {
        var record = new InferenceRecord
        {
            Id = Some.Id(),
            FunctionName = "greet",
            FunctionType = FunctionType.Chat,
            VariantName = "plain",
            EpisodeId = Some.Id(),
            Status = InferenceStatus.Succeeded,
            Input = ContentJsonSamples.Input,
            Content = ContentJsonSamples.Output,
            ToolParams = new ToolParamsRecord(
                ContentJsonSamples.Tools,
                [ContentJsonSamples.Tools[1]],
                ContentJsonSamples.ProviderTools,
                ["time"],
                ToolChoice.Specific("time"),
                false),
            InferenceParams = ContentJsonSamples.Params,
            Tags = new Dictionary<string, string> { ["user"] = "7\0x", [""] = "" },
            ExtraBody = ContentJsonSamples.ExtraBody,
            ProcessingTime = TimeSpan.FromMilliseconds(12.9),
            TimeToFirstToken = TimeSpan.FromMilliseconds(3),
            SnapshotHash = "c0ffee",
        };
        await _store.WriteAsync([record], default);

        var read = (await _history.GetAsync([record.Id])).Single();

        Assert.That(read.InferenceId, Is.EqualTo(record.Id));
        Assert.That(read.FunctionName, Is.EqualTo("greet"));
        Assert.That(read.FunctionType, Is.EqualTo(FunctionType.Chat));
        Assert.That(read.VariantName, Is.EqualTo("plain"));
        Assert.That(read.EpisodeId, Is.EqualTo(record.EpisodeId));
        Assert.That(read.Timestamp, Is.EqualTo(UuidV7Source.TimestampOf(record.Id)));
        Assert.That(Json(read.Input!), Is.EqualTo(Json(ContentJsonSamples.Input)));
        Assert.That(Json(read.Content), Is.EqualTo(Json(ContentJsonSamples.Output)));
        Assert.That(read.Output, Is.Null);
        Assert.That(read.Tools!.Tools.Select(tool => tool.Name), Is.EqualTo(new[] { "weather", "time" }));
        Assert.That(read.Tools.AdditionalTools.Select(tool => tool.Name), Is.EqualTo(new[] { "time" }));
        Assert.That(read.Tools.ProviderTools.Select(tool => tool.ModelName), Is.EqualTo(new[] { null, "my_model", "my_model" }));
        Assert.That(read.Tools.AllowedTools, Is.EqualTo(new[] { "time" }));
        Assert.That(read.Tools.ToolChoice, Is.EqualTo(ToolChoice.Specific("time")));
        Assert.That(read.Tools.ParallelToolCalls, Is.False);
        Assert.That(read.Params with { StopSequences = null }, Is.EqualTo(ContentJsonSamples.Params with { StopSequences = null }));
        Assert.That(read.Params.StopSequences, Is.EqualTo(ContentJsonSamples.Params.StopSequences));
        Assert.That(read.Tags, Is.EqualTo(record.Tags));
        Assert.That(read.ExtraBody.Select(change => change.Pointer), Is.EqualTo(new[] { "/a/b", "/c", "/d" }));
        Assert.That(read.ProcessingTime, Is.EqualTo(TimeSpan.FromMilliseconds(12)));
        Assert.That(read.TimeToFirstToken, Is.EqualTo(TimeSpan.FromMilliseconds(3)));
        Assert.That(read.ConfigurationHash, Is.EqualTo("c0ffee"));
    }

    [Test]
    public async Task A_json_inference_is_read_as_it_was_written()
    {
        var record = new InferenceRecord
        {
            Id = Some.Id(),
            FunctionName = "extract",
            FunctionType = FunctionType.Json,
            VariantName = "plain",
            EpisodeId = Some.Id(),
            Status = InferenceStatus.Succeeded,
            Input = new InferenceInput(),
            Content = [new ThoughtBlock("hm")],
            JsonOutput = new JsonOutput("{\"a\": 1}", ContentJsonSamples.Json("{\"a\":1}")),
            OutputSchema = ContentJsonSamples.Json("{\"type\":\"object\"}"),
            ProcessingTime = TimeSpan.Zero,
            SnapshotHash = "c0ffee",
        };
        await _store.WriteAsync([record], default);

        var read = (await _history.GetAsync([record.Id])).Single();

        Assert.That(read.FunctionType, Is.EqualTo(FunctionType.Json));
        Assert.That(read.Output!.Raw, Is.EqualTo("{\"a\": 1}"));
        Assert.That(read.Output.Parsed!.Value.GetRawText(), Is.EqualTo("{\"a\":1}"));
        Assert.That(read.Content, Is.EqualTo(new ContentBlock[] { new ThoughtBlock("hm") }));
        Assert.That(read.OutputSchema!.Value.GetRawText(), Is.EqualTo("{\"type\":\"object\"}"));
        Assert.That(read.Tools, Is.Null);
    }

    [Test]
    public async Task The_last_demonstration_takes_the_place_of_the_answer()
    {
        var (chat, json, without) = (Some.Inference(), Some.Inference(type: FunctionType.Json), Some.Inference());
        await _store.WriteAsync(
            [
                chat, json, without,
                Some.Demonstration(chat.Id, """[{"type":"text","text":"first"}]"""),
                Some.Demonstration(chat.Id, """[{"type":"text","text":"last"}]"""),
                Some.Demonstration(json.Id, """{"raw":"[1]","parsed":[1]}"""),
            ],
            default);

        var read = await _history.GetAsync([json.Id, without.Id, chat.Id], InferenceOutputSource.Demonstration);

        Assert.That(read.Select(inference => inference.InferenceId), Is.EqualTo(new[] { json.Id, chat.Id }));
        Assert.That(read[0].Output!.Raw, Is.EqualTo("[1]"));
        Assert.That(read[0].DispreferredOutputs.Single().Output!.Raw, Is.EqualTo("{}"));
        Assert.That(read[1].Content, Is.EqualTo(new ContentBlock[] { new TextBlock("last") }));
        Assert.That(read[1].DispreferredOutputs.Single().Content, Is.EqualTo(new ContentBlock[] { new TextBlock("Hello.") }));
    }

    [Test]
    public async Task Without_output_there_is_none()
    {
        var record = Some.Inference();
        await _store.WriteAsync([record, Some.Demonstration(record.Id, "[]")], default);

        var read = (await _history.GetAsync([record.Id], InferenceOutputSource.None)).Single();

        Assert.That(read.Content, Is.Empty);
        Assert.That(read.DispreferredOutputs, Is.Empty);
    }

    [Test]
    public async Task Many_ids_are_found_in_their_order_and_unknown_ones_left_out()
    {
        var records = Enumerable.Range(0, 450)
            .Select(i => Some.Inference(type: i % 2 == 0 ? FunctionType.Chat : FunctionType.Json))
            .ToArray();
        await _store.WriteAsync(records, default);
        Guid[] ids = [.. records.Select(record => record.Id), Some.Id()];
        new Random(5).Shuffle(ids);

        var read = await _history.GetAsync(ids);

        Assert.That(read.Select(inference => inference.InferenceId), Is.EqualTo(ids.Where(id => records.Any(record => record.Id == id))));
    }

    [Test]
    public async Task Calls_are_read_as_they_were_written()
    {
        var answered = Some.ModelInference("{\"q\":1}"u8.ToArray(), "a\0b"u8.ToArray());
        var failed = Some.FailedCall("<html>"u8.ToArray());
        var record = Some.Inference(models: [answered, Some.ModelInference(usage: Usage.Unknown)], failedCalls: [failed]);
        await _store.WriteAsync([record, Some.Inference(models: [Some.ModelInference()])], default);

        var calls = await _history.GetModelInferencesAsync(record.Id);
        var call = calls[0];
        Assert.That(calls, Has.Count.EqualTo(2));
        Assert.That(call.ModelInferenceId, Is.EqualTo(answered.Id));
        Assert.That(call.InferenceId, Is.EqualTo(record.Id));
        Assert.That((call.ModelName, call.ProviderName, call.ProviderType), Is.EqualTo(("gpt", "openai", "openai")));
        Assert.That(call.RawRequest, Is.EqualTo("{\"q\":1}"));
        Assert.That(call.RawResponse, Is.EqualTo("a\0b"));
        Assert.That(call.System, Is.EqualTo("Be kind."));
        Assert.That(call.InputMessages.Single().Content, Is.EqualTo(new ContentBlock[] { new TextBlock("Hi!") }));
        Assert.That(call.Content, Is.EqualTo(new ContentBlock[] { new TextBlock("Hello.") }));
        Assert.That(call.Usage, Is.EqualTo(answered.Usage));
        Assert.That(call.FinishReason, Is.EqualTo(FinishReason.Stop));
        Assert.That(call.ResponseTime, Is.EqualTo(TimeSpan.FromMilliseconds(11)));
        Assert.That(calls[1].Usage, Is.EqualTo(Usage.Unknown));

        var failedCall = (await _history.GetFailedCallsAsync(record.Id)).Single();
        Assert.That(failedCall.CallId, Is.EqualTo(failed.Id));
        Assert.That((failedCall.Failure, failedCall.Error, failedCall.StatusCode), Is.EqualTo(("error_reply", "azure answered 503.", 503)));
        Assert.That(failedCall.RawRequest, Is.Null);
        Assert.That(failedCall.RawResponse, Is.EqualTo("<html>"));
    }

    [Test]
    public async Task Inferences_without_an_answer_are_listed_apart()
    {
        var failed = Some.Inference(status: InferenceStatus.Failed, variant: null);
        var cancelled = Some.Inference(status: InferenceStatus.Cancelled, type: FunctionType.Json, function: "extract");
        var others = Enumerable.Range(0, 250).Select(_ => Some.Inference(status: InferenceStatus.Abandoned)).ToArray();
        await _store.WriteAsync([Some.Inference(), failed, cancelled, .. others], default);

        var newest = await _history.ListFailedAsync(new FailedInferenceQuery()).ToListAsync();
        Assert.That(newest.Select(inference => inference.InferenceId), Is.EqualTo(others.Reverse().Take(20).Select(other => other.Id)));

        var all = await _history.ListFailedAsync(new FailedInferenceQuery { Limit = null }).ToListAsync();
        Assert.That(
            all.Select(inference => inference.InferenceId),
            Is.EqualTo(others.Reverse().Append(cancelled).Append(failed).Select(other => other.Id)));
        Assert.That(
            (all[^1].Status, all[^1].Error, all[^1].VariantName),
            Is.EqualTo((InferenceStatus.Failed, "All variants failed.", (string?)null)));

        var some = await _history
            .ListFailedAsync(new FailedInferenceQuery { FunctionName = "extract", Status = InferenceStatus.Cancelled })
            .ToListAsync();
        Assert.That(some.Single().Output!.Raw, Is.EqualTo("{}"));

        var older = await _history
            .ListFailedAsync(new FailedInferenceQuery { Before = cancelled.Id, EpisodeId = failed.EpisodeId })
            .ToListAsync();
        Assert.That(older.Single().InferenceId, Is.EqualTo(failed.Id));
        Assert.That(await _history.CountAsync(new InferenceQuery()), Is.EqualTo(1));
    }

    [Test]
    public async Task Feedback_of_every_kind_is_read_oldest_first()
    {
        var target = Some.Inference();
        FeedbackRecord[] feedback =
        [
            Some.Feedback(target.Id, "liked", true),
            Some.Feedback(target.Id, "score", 0.1),
            Some.Comment(target.Id, "Nice\0!"),
            Some.Demonstration(target.Id, """{"raw":"1","parsed":1}"""),
            Some.Feedback(target.Id, "liked", false),
        ];
        await _store.WriteAsync([.. feedback, target, Some.Comment(Some.Id(), "other")], default);

        var read = await _history.GetFeedbackAsync(target.Id);

        Assert.That(read.Select(one => one.FeedbackId), Is.EqualTo(feedback.Select(one => one.Id)));
        Assert.That((read[0].Kind, read[0].MetricName, read[0].BooleanValue), Is.EqualTo((FeedbackKind.Boolean, "liked", true)));
        Assert.That((read[1].Kind, read[1].MetricName, read[1].FloatValue), Is.EqualTo((FeedbackKind.Float, "score", 0.1)));
        Assert.That((read[2].Kind, read[2].MetricName, read[2].Comment), Is.EqualTo((FeedbackKind.Comment, (string?)null, "Nice\0!")));
        Assert.That((read[3].Kind, read[3].Demonstration!.Output!.Raw), Is.EqualTo((FeedbackKind.Demonstration, "1")));
        Assert.That(read[4].BooleanValue, Is.False);
    }

    [Test]
    public async Task A_target_of_feedback_is_found_with_what_feedback_is_checked_against()
    {
        var chat = new InferenceRecord
        {
            Id = Some.Id(),
            FunctionName = "greet",
            FunctionType = FunctionType.Chat,
            VariantName = "plain",
            EpisodeId = Some.Id(),
            Status = InferenceStatus.Succeeded,
            ToolParams = new ToolParamsRecord(ContentJsonSamples.Tools, [], [], null, ToolChoice.Auto, null),
            ProcessingTime = TimeSpan.Zero,
            SnapshotHash = "c0ffee",
        };
        var json = Some.Inference(type: FunctionType.Json, function: "extract", episode: chat.EpisodeId);
        var failed = Some.Inference(status: InferenceStatus.Failed);
        await _store.WriteAsync([chat, json, failed], default);

        var chatTarget = await _store.Feedback.FindTargetAsync(chat.Id, FeedbackLevel.Inference, default);
        Assert.That(
            (chatTarget!.FunctionName, chatTarget.FunctionType, chatTarget.VariantName),
            Is.EqualTo(("greet", FunctionType.Chat, "plain")));
        Assert.That(chatTarget.Tools!.Tools.Select(tool => tool.Name), Is.EqualTo(new[] { "weather", "time" }));
        Assert.That(chatTarget.Tools.AllowedTools, Is.Null);

        var episodeTarget = await _store.Feedback.FindTargetAsync(chat.EpisodeId, FeedbackLevel.Episode, default);
        Assert.That((episodeTarget!.InferenceId, episodeTarget.FunctionType), Is.EqualTo((json.Id, FunctionType.Json)));
        Assert.That(episodeTarget.OutputSchema!.Value.GetRawText(), Is.EqualTo("""{"type":"object"}"""));

        Assert.That(await _store.Feedback.FindTargetAsync(chat.EpisodeId, FeedbackLevel.Inference, default), Is.Null);
        Assert.That(await _store.Feedback.FindTargetAsync(failed.Id, FeedbackLevel.Inference, default), Is.Null);
    }

    [Test]
    public async Task A_row_that_somebody_broke_is_named()
    {
        var record = Some.Inference();
        await _store.WriteAsync([record], default);
        _database.Execute("UPDATE chat_inference SET output = '{broken'");

        Assert.That(
            async () => await _history.GetAsync([record.Id]),
            Throws.TypeOf<ObservabilityStoreException>()
                .With.Property("Failure").EqualTo(ObservabilityStoreFailure.Corrupt)
                .And.Message.Contains(record.Id.ToString()));
    }

    [Test]
    public async Task Reading_can_be_cancelled_in_the_middle_of_a_query()
    {
        for (var i = 0; i < 10; i++)
        {
            await _store.WriteAsync([.. Enumerable.Range(0, 1000).Select(_ => Some.Inference())], default);
        }

        // A condition that no index helps with, often enough to take its time.
        var filter = new AndFilter([.. Enumerable.Repeat(new NotFilter(new TagFilter("a", "b")), 100)]);
        using var cancellation = new CancellationTokenSource();
        var counting = _history.CountAsync(new InferenceQuery { Filter = filter }, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        Assert.That(async () => await counting, Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<TestCaseData> Contradictions()
    {
        yield return new TestCaseData(
            new InferenceQuery { Before = Guid.Empty, After = Guid.Empty },
            "A query has either Before or After, not both.");
        yield return new TestCaseData(
            new InferenceQuery { Before = Guid.Empty, Offset = 1 },
            "A query has either Offset or a cursor (Before, After), not both.");
        yield return new TestCaseData(
            new InferenceQuery { After = Guid.Empty, Offset = 0 },
            "A query has either Offset or a cursor (Before, After), not both.");
        yield return new TestCaseData(new InferenceQuery { Limit = -1 }, "A query's Limit cannot be negative.");
        yield return new TestCaseData(new InferenceQuery { Offset = -1 }, "A query's Offset cannot be negative.");
        yield return new TestCaseData(new InferenceQuery { Filter = Nested(101) }, "The query cannot be answered: the filter is nested more than 100 deep.");
        yield return new TestCaseData(
            new InferenceQuery { Filter = new OrFilter([.. Enumerable.Repeat(Nested(1), 250)]) },
            "The query cannot be answered: the filter has more than 250 conditions.");
    }

    [TestCaseSource(nameof(Contradictions))]
    public void A_query_that_contradicts_itself_is_refused(InferenceQuery query, string message) =>
        Assert.That(() => _history.ListAsync(query), Throws.InstanceOf<ArgumentException>().With.Message.StartsWith(message));

    [Test]
    public async Task The_largest_filter_that_is_allowed_works()
    {
        await _store.WriteAsync([Some.Inference()], default);
        var wide = new OrFilter([.. Enumerable.Repeat(new NotFilter(new FloatMetricFilter("score", FilterComparison.Equal, 1)), 124)]);

        Assert.That(await _history.CountAsync(new InferenceQuery { Filter = wide }), Is.EqualTo(1));
        Assert.That(await _history.CountAsync(new InferenceQuery { Filter = Nested(100) }), Is.Zero);
    }

    [Test]
    public void Without_a_store_the_setting_is_named() =>
        Assert.That(
            () => new InferenceHistory(null, DisabledRecordSink.Instance).ListAsync(new InferenceQuery()),
            Throws.TypeOf<ObservabilityStoreException>()
                .With.Property("Failure").EqualTo(ObservabilityStoreFailure.Disabled)
                .And.Message.Contains("gateway.observability.enabled"));

    private static InferenceFilter Nested(int depth) =>
        depth == 1 ? new TagFilter("a", "b") : new AndFilter(Nested(depth - 1));

    private static string Json(InferenceInput input) => ContentJsonSamples.Write(writer => ContentJson.WriteInput(writer, input));

    private static string Json(IReadOnlyList<ContentBlock> content) =>
        ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, content));
}
