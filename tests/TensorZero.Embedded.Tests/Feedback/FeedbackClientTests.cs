using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;
using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.Feedback;

internal sealed class FeedbackClientTests
{
    private static readonly Guid AnyId = Guid.Parse("019ac9f0-0000-7000-8000-000000000001");

    private FeedbackScene _scene = null!;

    [SetUp]
    public async Task Start() => _scene = await FeedbackScene.StartAsync();

    [TearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task Feedback_about_an_inference_is_recorded()
    {
        var inference = (await _scene.InferAsync()).InferenceId;
        Dictionary<string, string> tags = new() { ["by"] = "Ada" };

        var solved = await _scene.Client.SendAsync(FeedbackRequest.Boolean("solved", true, inference) with { Tags = tags });
        var score = await _scene.Client.SendAsync(FeedbackRequest.Float("score", 0.25, inference));
        var comment = await _scene.Client.SendAsync(FeedbackRequest.Comment("fine", inference));

        var recorded = await _scene.RecordedAsync(inference);
        Assert.Multiple(() =>
        {
            Assert.That(recorded.Select(feedback => feedback.FeedbackId), Is.EqualTo(new[] { solved, score, comment }));
            Assert.That(recorded.Select(feedback => (feedback.Kind, feedback.MetricName)), Is.EqualTo(new[]
            {
                (FeedbackKind.Boolean, "solved"), (FeedbackKind.Float, "score"), (FeedbackKind.Comment, (string?)null),
            }));
            Assert.That(recorded[0].BooleanValue, Is.True);
            Assert.That(recorded[0].Tags, Is.EqualTo(tags));
            Assert.That(recorded[1].FloatValue, Is.EqualTo(0.25));
            Assert.That(recorded[2].Comment, Is.EqualTo("fine"));
        });
    }

    [TestCase("plain")]
    [TestCase("extract")]
    public async Task What_a_person_says_of_a_judgement_is_found_by_the_answer_that_was_given(string function)
    {
        var answer = await _scene.InferAsync(function, "it's \"é😀\"");
        var (datapoint, judgement) = (Some.Id(), Some.Id());
        Dictionary<string, string> tags = new()
        {
            [HumanFeedbackTags.HumanFeedback] = "true",
            [HumanFeedbackTags.DatapointId] = $"{datapoint}",
            [HumanFeedbackTags.EvaluatorInferenceId] = $"{judgement}",
        };

        var feedback = await _scene.Client.SendAsync(FeedbackRequest.Float("score", 0.25, answer.InferenceId) with { Internal = true, Tags = tags });
        await _scene.Engine.FlushAsync();

        var output = answer.Output is { } json ? OutputColumn.Of(json) : OutputColumn.Of(answer.Content);
        var found = await _scene.Engine.EvaluationStore!.FindHumanFeedbackAsync("score", datapoint, output, default);
        Assert.That((found?.FeedbackId, found?.Value, found?.EvaluatorInferenceId), Is.EqualTo((feedback, "0.25", judgement)));
    }

    [Test]
    public async Task Feedback_about_an_episode_is_recorded()
    {
        var episode = (await _scene.InferAsync()).EpisodeId;

        await _scene.Client.SendAsync(FeedbackRequest.BooleanForEpisode("converted", false, episode));
        await _scene.Client.SendAsync(FeedbackRequest.FloatForEpisode("rating", 4, episode));
        await _scene.Client.SendAsync(FeedbackRequest.CommentForEpisode("long", episode));

        var recorded = await _scene.RecordedAsync(episode);
        Assert.That(
            recorded.Select(feedback => (feedback.BooleanValue, feedback.FloatValue, feedback.Comment)),
            Is.EqualTo(new[] { ((bool?)false, (double?)null, (string?)null), (null, 4, null), (null, null, "long") }));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case(
            FeedbackRequest.Boolean("sloved", true, AnyId),
            FeedbackRequestError.UnknownMetric,
            "Unknown metric: sloved (did you mean \"solved\"?)");
        yield return Case(FeedbackRequest.Boolean("commend", true, AnyId), FeedbackRequestError.UnknownMetric, "did you mean \"comment\"?");
        yield return Case(
            FeedbackRequest.Boolean("solved", true, AnyId) with { EpisodeId = AnyId },
            FeedbackRequestError.InvalidRequest,
            "Both episode_id and inference_id cannot be provided");
        yield return Case(
            FeedbackRequest.Comment("fine", AnyId) with { InferenceId = null },
            FeedbackRequestError.InvalidRequest,
            "Exactly one of inference_id or episode_id must be provided");
        yield return Case(
            FeedbackRequest.Boolean("solved", true, AnyId) with { InferenceId = null },
            FeedbackRequestError.InvalidRequest,
            "Exactly one of inference_id or episode_id must be provided");
        yield return Case(
            FeedbackRequest.BooleanForEpisode("solved", true, AnyId),
            FeedbackRequestError.WrongLevel,
            "Correct ID was not provided for feedback level \"inference\".");
        yield return Case(
            FeedbackRequest.Float("rating", 1, AnyId),
            FeedbackRequestError.WrongLevel,
            "Correct ID was not provided for feedback level \"episode\".");
        yield return Case(
            FeedbackRequest.Demonstration("Hi", AnyId) with { InferenceId = null, EpisodeId = AnyId },
            FeedbackRequestError.WrongLevel,
            "Correct ID was not provided for feedback level \"inference\".");
        yield return Case(Valued("solved", "1"), FeedbackRequestError.InvalidValue, "Feedback value for metric `solved` must be a boolean");
        yield return Case(Valued("solved", "\"true\""), FeedbackRequestError.InvalidValue, "metric `solved` must be a boolean");
        yield return Case(Valued("score", "true"), FeedbackRequestError.InvalidValue, "Feedback value for metric `score` must be a number");
        yield return Case(Valued("score", "null"), FeedbackRequestError.InvalidValue, "Feedback value for metric `score` must be a number");
        yield return Case(Valued("score", "1e999"), FeedbackRequestError.InvalidValue, "metric `score` must be a number");
        yield return Case(Valued("comment", "7"), FeedbackRequestError.InvalidValue, "Feedback value for a comment must be a string");
        yield return Case(
            FeedbackRequest.Boolean("solved", true, AnyId) with { Value = default },
            FeedbackRequestError.InvalidValue,
            "Feedback value for metric `solved` must be a boolean");
        yield return Case(
            FeedbackRequest.Comment("fine", AnyId) with { Tags = new Dictionary<string, string> { ["tensorzero::x"] = "1" } },
            FeedbackRequestError.InvalidTag,
            "Tag name cannot start with 'tensorzero::': tensorzero::x");
        yield return Case(
            FeedbackRequest.Comment("fine", Guid.Parse("7d444840-9dc0-41d1-b245-5ffdce74fad2")),
            FeedbackRequestError.UnknownTarget,
            "Inference ID: 7d444840-9dc0-41d1-b245-5ffdce74fad2 does not exist: it is no UUIDv7");

        static TestCaseData Case(FeedbackRequest request, FeedbackRequestError error, string message) =>
            new TestCaseData(request, error, message).SetArgDisplayNames($"{request.MetricName}: {message}");

        static FeedbackRequest Valued(string metric, string json) =>
            new() { MetricName = metric, Value = FeedbackScene.Json(json), InferenceId = AnyId };
    }

    [TestCaseSource(nameof(Wrong))]
    public void Wrong_feedback_is_refused_at_once(FeedbackRequest request, FeedbackRequestError error, string message)
    {
        var refused = Assert.ThrowsAsync<InvalidFeedbackException>(() => _scene.Client.SendAsync(request))!;

        Assert.That(refused.Error, Is.EqualTo(error));
        Assert.That(refused.Message, Does.Contain(message));
    }

    [Test]
    public async Task A_dry_run_checks_and_records_nothing()
    {
        var inference = (await _scene.InferAsync()).InferenceId;
        var request = FeedbackRequest.Boolean("solved", true, inference) with { DryRun = true };

        await _scene.Client.SendAsync(request);

        Assert.That(await _scene.RecordedAsync(inference), Is.Empty);
        Assert.ThrowsAsync<InvalidFeedbackException>(() => _scene.Client.SendAsync(request with { Value = FeedbackScene.Json("3") }));
    }

    [TestCase("019ac9f0-0000-7000-8000-000000000001", "019ac9f0-0000-7000-8000-000000000002", null)]
    [TestCase("019ac9f0-0000-7000-8000-000000000001", null, "tensorzero::evaluator_inference_id is required when")]
    [TestCase("the first", "019ac9f0-0000-7000-8000-000000000002", "the tag tensorzero::datapoint_id must be a UUID")]
    [TestCase("019ac9f0-0000-7000-8000-000000000001", "the judge", "the tag tensorzero::evaluator_inference_id must be a UUID")]
    public async Task A_persons_word_on_an_evaluation_names_the_datapoint_and_the_judge(string datapoint, string? judge, string? message)
    {
        var inference = (await _scene.InferAsync()).InferenceId;
        Dictionary<string, string> tags = new() { ["tensorzero::human_feedback"] = "true", ["tensorzero::datapoint_id"] = datapoint };
        if (judge is not null)
        {
            tags["tensorzero::evaluator_inference_id"] = judge;
        }

        var request = FeedbackRequest.Float("score", 1, inference) with { Internal = true, Tags = tags };
        if (message is null)
        {
            await _scene.Client.SendAsync(request);
            Assert.That((await _scene.RecordedAsync(inference))[0].Tags, Does.ContainKey("tensorzero::internal"));
        }
        else
        {
            Assert.That(
                () => _scene.Client.SendAsync(request), Throws.InstanceOf<InvalidFeedbackException>().With.Message.Contains(message));
        }
    }

    [Test]
    public async Task Without_observability_there_is_no_feedback()
    {
        await using var engine = await TensorZeroEngine.CreateAsync(
            new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromToml("gateway.observability.enabled = false") });

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(
            () => engine.Feedback.SendAsync(FeedbackRequest.Comment("fine", AnyId)))!;

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Disabled));
        Assert.That(error.Message, Does.Contain("Feedback requires observability to be enabled"));
    }

    [Test]
    public void A_metric_cannot_be_infinite() =>
        Assert.That(() => FeedbackRequest.Float("score", double.NaN, AnyId), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_request_prints_no_content() =>
        Assert.That(FeedbackRequest.Comment("secret", AnyId).ToString(), Is.EqualTo($"FeedbackRequest comment for {AnyId}"));
}
