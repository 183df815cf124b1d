
namespace TensorZero.Embedded.Evaluations.Tests.Running;

internal sealed class ResumeTests
{
    private const string Answers = "SELECT COUNT(*), COUNT(DISTINCT json_extract(tags, '$.\"tensorzero::datapoint_id\"') || variant_name) FROM chat_inference";
    private const string Judgements = "SELECT COUNT(*), COUNT(DISTINCT json_extract(tags, '$.\"tensorzero::evaluated_inference_id\"')) FROM json_inference";
    private const string Scores = "SELECT COUNT(*), COUNT(DISTINCT metric_name || hex(target_id)) FROM boolean_metric_feedback";

    [Test]
    public async Task What_is_on_record_is_not_done_again_and_nothing_is_missing()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(30);
        var id = await RunUntilAsync(world, Request(dataset), answers: 17);

        var started = default(EvaluationStarted);
        var result = await world.Runner.RunAsync(
            Request(dataset, resume: id), new Listener(update => started = update as EvaluationStarted ?? started));

        Assert.Multiple(() =>
        {
            Assert.That(result.Id, Is.EqualTo(id));
            Assert.That(result.IsComplete);
            Assert.That(started!.DoneCount, Is.InRange(10, 30), "some were done before");
            Assert.That(result.Runs.Select(run => run.Rows.Count), Is.EqualTo(new[] { 30, 30 }));
            Assert.That(result.Summarize("poor", "judge").Count, Is.EqualTo(30));
            Assert.That(result.Runs.Sum(run => run.Usage.InputTokens), Is.EqualTo(60 * 11), "what was used before counts too");
            Assert.That(result.Runs.Sum(run => run.JudgeUsage.InputTokens), Is.EqualTo(60 * 11));
        });
        Assert.That(await world.RowsAsync(Answers), Is.EqualTo(new[] { "60|60" }));
        Assert.That(await world.RowsAsync(Judgements), Is.EqualTo(new[] { "60|60" }));
        Assert.That(await world.RowsAsync(Scores), Is.EqualTo(new[] { "180|180" }));
    }

    [Test]
    public async Task A_judgement_whose_score_was_lost_is_not_asked_for_again()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(4);
        var first = await world.Runner.RunAsync(Request(dataset));
        _ = await world.RowsAsync("SELECT 1");
        world.Execute("DELETE FROM boolean_metric_feedback WHERE metric_name LIKE '%judge%' OR metric_name LIKE '%lower%'");
        var calls = world.Calls;

        var result = await world.Runner.RunAsync(Request(dataset, resume: first.Id));

        Assert.That(world.Calls, Is.EqualTo(calls), "everything that costs is on record");
        Assert.That(result.Summarize("good", "judge").Count, Is.EqualTo(4));
        Assert.That(await world.RowsAsync(Scores), Is.EqualTo(new[] { "24|24" }));
    }

    [Test]
    public async Task What_failed_is_done_again()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(5);
        world.Answer = static (isGood, text) => isGood || text != "item c" ? text : throw new InvalidOperationException();
        world.Judge = static prompt => prompt.Contains("item d", StringComparison.Ordinal) ? "nonsense" : """{"score": true}""";
        var first = await world.Runner.RunAsync(Request(dataset));
        world.Answer = static (_, text) => text;
        world.Judge = static _ => """{"score": true}""";

        var result = await world.Runner.RunAsync(Request(dataset, resume: first.Id));

        Assert.Multiple(() =>
        {
            Assert.That(first.Runs[1].FailedCount, Is.EqualTo(1));
            Assert.That(first.Summarize("good", "judge"), Has.Property("Count").EqualTo(4).And.Property("Errors").EqualTo(1));
            Assert.That(first.Summarize("poor", "judge"), Has.Property("Count").EqualTo(3).And.Property("Errors").EqualTo(1).And.Property("Unanswered").EqualTo(1));
            Assert.That(result.Runs[1].FailedCount, Is.Zero);
            Assert.That(result.Summarize("poor", "judge").Count, Is.EqualTo(5));
        });
    }

    [Test]
    public async Task It_must_be_the_same_evaluation()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(2);
        var first = await world.Runner.RunAsync(Request(dataset));

        await AssertRefusedAsync(Request(dataset, resume: TestIds.Next()), "There is no evaluation");
        await AssertRefusedAsync(Request(dataset, resume: first.Id, variants: ["good"]), "it had the variants good, poor. Start a new one.");
        await AssertRefusedAsync(Request(dataset, resume: first.Id, repeats: 2), "it had 1 repeats");
        _ = await world.CreateAsync(1, make: _ => EvaluationWorld.Datapoint("new", "new"));
        await AssertRefusedAsync(
            Request(dataset, resume: first.Id), $"The evaluation {first.Id} cannot be resumed like this: the dataset has changed since: it had 2 datapoints, and has 3 now.");

        async Task AssertRefusedAsync(EvaluationRequest request, string reason) => Assert.That(
            (await Catch.Async<EvaluationException>(() => world.Runner.RunAsync(request))).Message, Does.Contain(reason));
    }

    [Test]
    public async Task A_configuration_that_changed_is_another_evaluation()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(2);
        var first = await world.Runner.RunAsync(Request(dataset));
        await world.ReloadAsync(static toml => toml.Replace("Judge whether", "Decide whether", StringComparison.Ordinal));

        var refusal = await Catch.Async<EvaluationException>(() => world.Runner.RunAsync(Request(dataset, resume: first.Id)));

        Assert.That(refusal.Message, Does.Contain("the configuration has changed since, so the answers to come would not be like those on record"));
    }

    [Test]
    public async Task What_was_erased_meanwhile_does_not_end_it()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(3);
        var first = await world.Runner.RunAsync(Request(dataset));
        await world.Engine.Deletion.DeleteInferencesAsync([first.Runs[0].Rows[1].InferenceId!.Value]);

        var result = await world.Runner.RunAsync(Request(dataset, resume: first.Id));

        Assert.That(result.Summarize("good", "exact").Count, Is.EqualTo(3), "it was asked for again");
    }

    [Test]
    public async Task A_run_that_is_read_back_says_what_it_said()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(6, make: number => EvaluationWorld.Datapoint($"item {EvaluationWorld.Letters(number)}", number == 0 ? null : $"item {EvaluationWorld.Letters(number)}"));
        world.Answer = static (isGood, text) => isGood || text != "item c" ? text : throw new InvalidOperationException();
        world.Judge = static prompt => prompt.Contains("item d", StringComparison.Ordinal) ? "nonsense" : """{"score": true}""";
        var result = await world.Runner.RunAsync(Request(dataset));

        var loaded = await new EvaluationHistory(world.Engine).LoadAsync([.. result.Runs.Select(run => run.RunId)]);

        Assert.Multiple(() =>
        {
            Assert.That(loaded.IsComplete);
            Assert.That(loaded.Evaluators, Is.EquivalentTo(result.Evaluators));
            foreach (var run in result.Runs)
            {
                foreach (var evaluator in result.Evaluators)
                {
                    Assert.That(loaded.Summarize(run.VariantName, evaluator.Name), Is.EqualTo(result.Summarize(run.VariantName, evaluator.Name)));
                }

                Assert.That(loaded.Runs.Single(other => other.RunId == run.RunId).Usage.InputTokens, Is.EqualTo(run.Usage.InputTokens));
            }
        });
    }

    [Test]
    public async Task One_that_still_runs_cannot_be_resumed()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(2);
        await using var running = world.Runner.StreamAsync(Request(dataset)).GetAsyncEnumerator();
        await running.MoveNextAsync();
        var id = ((EvaluationStarted)running.Current).EvaluationId;

        var refusal = await Catch.Async<EvaluationException>(() => world.Runner.RunAsync(Request(dataset, resume: id)));

        Assert.That(refusal.Message, Is.EqualTo($"The evaluation {id} is running: wait for its end, or cancel it before it is resumed."));
    }

    private static EvaluationRequest Request(
        EvaluationDataset dataset, Guid? resume = null, IReadOnlyList<EvaluationVariant>? variants = null, int repeats = 1) => new()
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = variants ?? ["good", "poor"],
            Repeats = repeats,
            Resume = resume,
        };

    /// <summary>Leaves an evaluation in the middle, as a cancelled one is left.</summary>
    private static async Task<Guid> RunUntilAsync(EvaluationWorld world, EvaluationRequest request, int answers)
    {
        var id = Guid.Empty;
        await foreach (var update in world.Runner.StreamAsync(request))
        {
            id = (update as EvaluationStarted)?.EvaluationId ?? id;
            if (update is DatapointEvaluated && --answers == 0)
            {
                break;
            }
        }

        return id;
    }

    private sealed class Listener(Action<EvaluationUpdate> hear) : IProgress<EvaluationUpdate>
    {
        public void Report(EvaluationUpdate value) => hear(value);
    }
}
