using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Inference;
using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.Episodes;

internal sealed class WorkflowEvaluationTests
{
    private const string Toml =
        """
        [metrics.solved]
        type = "boolean"
        level = "episode"
        optimize = "max"

        [metrics.score]
        type = "float"
        level = "episode"
        optimize = "max"

        [functions.greet]
        type = "chat"
        variants.a = { type = "chat_completion", model = "dummy::echo", weight = 1 }
        variants.b = { type = "chat_completion", model = "dummy::echo", weight = 0 }
        evaluators.same = { type = "exact_match" }

        [functions.other]
        type = "chat"
        variants.only = { type = "chat_completion", model = "dummy::echo" }

        [evaluations.old]
        type = "inference"
        function_name = "other"
        evaluators.exact = { type = "exact_match" }
        """;

    private static readonly Dictionary<string, string> Pins = new() { ["greet"] = "b" };

    private EngineWorld _world = null!;

    private IWorkflowEvaluations Workflows => _world.Engine.WorkflowEvaluations;

    [SetUp]
    public void Start() => _world = EngineWorld.Start(Toml);

    [TearDown]
    public async Task Stop() => await _world.DisposeAsync();

    [Test]
    public async Task An_episode_pins_variants_and_tags_its_inferences()
    {
        var run = await Workflows.StartRunAsync(new WorkflowRunRequest { Variants = Pins, Tags = Tags(("a", "run"), ("b", "run"), ("c", "run")) });
        var episode = await Workflows.StartEpisodeAsync(run, "question", Tags(("b", "episode"), ("c", "episode")));

        var pinned = await AskAsync("greet", episode, tags: Tags(("c", "inference")));
        var free = await AskAsync("other", episode);
        var streamed = await StreamAsync("greet", episode);

        Assert.That((pinned.EpisodeId, pinned.VariantName), Is.EqualTo((episode, "b")));
        Assert.That(free.VariantName, Is.EqualTo("only"));
        Assert.That((streamed.EpisodeId, streamed.VariantName), Is.EqualTo((episode, "b")));
        var runTags = Tags(("tensorzero::workflow_evaluation_run_id", $"{run}"), ("tensorzero::dynamic_evaluation_run_id", $"{run}"));
        Assert.That(
            await TagsOfAsync(pinned.InferenceId),
            Is.EquivalentTo(runTags.Concat(Tags(("a", "run"), ("b", "episode"), ("c", "inference"), ("tensorzero::variant_pinned", "b")))));
        Assert.That(await TagsOfAsync(free.InferenceId), Is.EquivalentTo(runTags.Concat(Tags(("a", "run"), ("b", "episode"), ("c", "episode")))));
    }

    [Test]
    public async Task An_inference_that_names_its_variant_itself_has_it()
    {
        var episode = await StartAsync(Pins);

        Assert.That((await AskAsync("greet", episode, variant: "a")).VariantName, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_bare_model_takes_part_too()
    {
        var episode = await StartAsync(Pins);

        var answer = await _world.Client.InferAsync(new InferenceRequest { ModelName = "dummy::echo", EpisodeId = episode });

        Assert.That((await TagsOfAsync(answer.InferenceId)).Keys, Does.Contain("tensorzero::workflow_evaluation_run_id"));
    }

    [Test]
    public async Task What_another_node_started_is_found_in_the_database()
    {
        var run = Some.WorkflowRun() with { VariantPins = Pins };
        var episode = Some.WorkflowEpisode(run.Id) with { VariantPins = Pins };
        await using (var other = _world.OpenStore())
        {
            await other.WorkflowRuns.AddRunsAsync([run], default);
            await other.WorkflowRuns.AddEpisodesAsync([episode], default);
        }

        Assert.That((await AskAsync("greet", episode.Id)).VariantName, Is.EqualTo("b"));
        Assert.That(await Workflows.StartEpisodeAsync(run.Id), Is.Not.EqualTo(episode.Id));
    }

    [Test]
    public void An_episode_that_nobody_started_is_refused()
    {
        var id = WorkflowEpisodeIds.Ahead(Some.Id());

        Assert.That(
            () => AskAsync("greet", id),
            Throws.TypeOf<InvalidInferenceRequestException>().With.Property("Error").EqualTo(InferenceRequestError.InvalidEpisodeId)
                .And.Message.StartsWith($"Workflow evaluation run not found for episode id: {id}."));
        Assert.That(
            () => StreamAsync("greet", id),
            Throws.TypeOf<InvalidInferenceRequestException>().With.Property("Error").EqualTo(InferenceRequestError.InvalidEpisodeId));
    }

    private static IEnumerable<TestCaseData> WrongRuns()
    {
        yield return Case(
            new() { Variants = new Dictionary<string, string> { ["great"] = "b" } },
            InferenceRequestError.UnknownFunction,
            "no function \"great\" (did you mean \"greet\"?)");
        yield return Case(
            new() { Variants = new Dictionary<string, string> { ["greet"] = "c" } },
            InferenceRequestError.InvalidRequest,
            "Variant c for function greet not found");
        yield return Case(
            new() { Tags = Tags(("tensorzero::x", "1")) },
            InferenceRequestError.InvalidRequest,
            "Tag name cannot start with 'tensorzero::': tensorzero::x");

        static TestCaseData Case(WorkflowRunRequest request, InferenceRequestError error, string message) =>
            new TestCaseData(request, error, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(WrongRuns))]
    public async Task A_run_that_cannot_be_is_not_started(WorkflowRunRequest request, InferenceRequestError error, string message)
    {
        Assert.That(
            () => Workflows.StartRunAsync(request),
            Throws.TypeOf<InvalidInferenceRequestException>().With.Property("Error").EqualTo(error).And.Message.StartsWith(message));
        Assert.That(await Workflows.CountRunsAsync(), Is.Zero);
    }

    [Test]
    public async Task The_library_itself_may_tag_runs_as_its_own()
    {
        var run = await Workflows.StartRunAsync(new WorkflowRunRequest { Tags = Tags(("tensorzero::x", "1")), Internal = true });

        Assert.That((await Workflows.ListRunsAsync()).Single().RunId, Is.EqualTo(run));
    }

    [Test]
    public async Task An_episode_of_no_run_and_reserved_tags_are_refused()
    {
        var unknown = Some.Id();
        var run = await Workflows.StartRunAsync(new WorkflowRunRequest());

        Assert.That(
            () => Workflows.StartEpisodeAsync(unknown),
            Throws.TypeOf<InvalidInferenceRequestException>().With.Message.EqualTo($"Workflow evaluation run not found: {unknown}"));
        Assert.That(
            () => Workflows.StartEpisodeAsync(run, tags: Tags(("tensorzero::x", "1"))),
            Throws.TypeOf<InvalidInferenceRequestException>().With.Message.Contains("tensorzero::x"));
        Assert.That(await Workflows.CountEpisodesAsync(run), Is.Zero);
    }

    [Test]
    public async Task A_request_may_not_use_reserved_tags_in_an_episode_either()
    {
        var episode = await StartAsync(Pins);

        Assert.That(
            () => AskAsync("greet", episode, tags: Tags(("tensorzero::x", "1"))),
            Throws.TypeOf<InvalidInferenceRequestException>().With.Message.Contains("reserved"));
    }

    [Test]
    public async Task Runs_and_episodes_are_read_back_with_what_was_said_of_them()
    {
        var run = await Workflows.StartRunAsync(
            new WorkflowRunRequest { Variants = Pins, Tags = Tags(("a", "1")), ProjectName = "search", DisplayName = "first" });
        var (one, two, alone) = (
            await Workflows.StartEpisodeAsync(run, "question"), await Workflows.StartEpisodeAsync(run, "question"), await Workflows.StartEpisodeAsync(run));
        foreach (var episode in (Guid[])[one, two])
        {
            await AskAsync("greet", episode);
        }

        await SayAsync(FeedbackRequest.BooleanForEpisode("solved", false, one));
        await SayAsync(FeedbackRequest.BooleanForEpisode("solved", true, one));
        await SayAsync(FeedbackRequest.BooleanForEpisode("solved", true, two));
        await SayAsync(FeedbackRequest.FloatForEpisode("score", 1, one));
        await SayAsync(FeedbackRequest.FloatForEpisode("score", 4, two));
        await SayAsync(FeedbackRequest.CommentForEpisode("long", one));
        await SayAsync(FeedbackRequest.CommentForEpisode("really", one));
        await _world.Engine.FlushAsync();

        var found = (await Workflows.ListRunsAsync(new WorkflowRunQuery { ProjectName = "search" })).Single();
        Assert.That(
            (found.RunId, found.DisplayName, found.ProjectName, found.EpisodeCount, found.StartedAt),
            Is.EqualTo((run, "first", "search", 3L, UuidV7Source.TimestampOf(run))));
        Assert.That((found.Variants, found.Tags), Is.EqualTo((Pins, Tags(("a", "1")))));
        Assert.That((await Workflows.ListProjectsAsync()).Select(project => (project.Name, project.RunCount)), Is.EqualTo(new[] { ("search", 1L) }));
        Assert.That((await Workflows.CountProjectsAsync(), await Workflows.CountEpisodesAsync(run)), Is.EqualTo((1, 3)));

        var episodes = await Workflows.ListEpisodesAsync(run);
        Assert.That(episodes.Select(episode => (episode.EpisodeId, episode.TaskName)), Is.EqualTo(new[] { (alone, null), (two, "question"), (one, "question") }));
        Assert.That(episodes[2].Feedback, Is.EqualTo(new WorkflowFeedback[]
        {
            new("comment", null, null, "long"), new("comment", null, null, "really"), new("score", null, 1, null), new("solved", true, null, null),
        }));
        Assert.That(episodes[2].StartedAt, Is.EqualTo(WorkflowEpisodeIds.StartOf(one)));

        var tasks = await Workflows.ListTasksAsync([run]);
        Assert.That(
            tasks.Select(task => (task.Name, string.Join(' ', task.Episodes.Select(episode => episode.EpisodeId)))),
            Is.EqualTo(new[] { (null, $"{alone}"), ("question", $"{one} {two}") }));
        Assert.That((await Workflows.ListTasksAsync([run], limit: 1, offset: 1)).Single().Name, Is.EqualTo("question"));
        Assert.That((await Workflows.CountTasksAsync([run]), await Workflows.CountTasksAsync([])), Is.EqualTo((2, 0)));

        var metrics = await Workflows.GetStatisticsAsync(run);
        Assert.That(metrics.Select(metric => (metric.MetricName, metric.Count, metric.Mean)), Is.EqualTo(new[] { ("score", 2L, 2.5), ("solved", 2L, 1) }));
        Assert.That(metrics[0].StandardDeviation, Is.EqualTo(Math.Sqrt(4.5)).Within(1e-12));
        Assert.That((metrics[0].Lower, metrics[0].Upper), Is.EqualTo((2.5 - 2.94, 2.5 + 2.94)).Using<double, double>((a, b) => Math.Abs(a - b) < 1e-9));
        Assert.That(metrics[1].Lower, Is.EqualTo(2 / (2 + (1.96 * 1.96))).Within(1e-12), "Wilson's, when all are true");
        Assert.That(metrics[1].Upper, Is.EqualTo(1));
        Assert.That((await Workflows.GetStatisticsAsync(run, "score")).Single(), Is.EqualTo(metrics[0]));
        Assert.That(await Workflows.GetStatisticsAsync(Some.Id()), Is.Empty);
    }

    [Test]
    public async Task Without_records_there_are_no_runs()
    {
        await using var world = EngineWorld.Start("gateway.observability.enabled = false\n" + Toml);

        Assert.That(
            () => world.Engine.WorkflowEvaluations.StartRunAsync(new WorkflowRunRequest()),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Disabled));
        Assert.That(world.Engine.EvaluationStore, Is.Null);
    }

    [Test]
    public void Evaluations_find_what_is_configured_for_them()
    {
        Assert.That(_world.Engine.FindEvaluators("greet").Keys, Is.EqualTo(new[] { "same" }));
        Assert.That(_world.Engine.FindEvaluators("other"), Is.Empty);
        Assert.That(_world.Engine.FindEvaluation("old")!.FunctionName, Is.EqualTo("other"));
        Assert.That(_world.Engine.FindEvaluation("new"), Is.Null);
        Assert.That(_world.Engine.EvaluationStore, Is.Not.Null);
    }

    private async Task<Guid> StartAsync(Dictionary<string, string> pins) =>
        await Workflows.StartEpisodeAsync(await Workflows.StartRunAsync(new WorkflowRunRequest { Variants = pins }));

    private Task<InferenceResponse> AskAsync(
        string function, Guid episode, string? variant = null, IReadOnlyDictionary<string, string>? tags = null) =>
        _world.Client.InferAsync(Request(function, episode, variant, tags));

    private async Task<InferenceChunk> StreamAsync(string function, Guid episode) =>
        await _world.Client.InferStreamingAsync(Request(function, episode, null, null)).LastAsync();

    private static InferenceRequest Request(string function, Guid episode, string? variant, IReadOnlyDictionary<string, string>? tags) => new()
    {
        FunctionName = function,
        EpisodeId = episode,
        VariantName = variant,
        Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
        Tags = tags ?? InferenceRecord.EmptyTags,
    };

    private async Task SayAsync(FeedbackRequest request) => await _world.Engine.Feedback.SendAsync(request);

    private async Task<IReadOnlyDictionary<string, string>> TagsOfAsync(Guid inference)
    {
        await _world.Engine.FlushAsync();
        return (await _world.Engine.History.GetAsync([inference])).Single().Tags;
    }

    private static Dictionary<string, string> Tags(params IEnumerable<(string Key, string Value)> tags) =>
        tags.ToDictionary(tag => tag.Key, tag => tag.Value);
}
