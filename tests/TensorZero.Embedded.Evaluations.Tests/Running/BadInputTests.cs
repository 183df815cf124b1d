using System.Text.Json;

namespace TensorZero.Embedded.Evaluations.Tests.Running;

internal sealed class BadInputTests
{
    [Test]
    public async Task A_request_that_cannot_be_carried_out_says_why_and_calls_nothing()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(2);
        var broken = JsonElement.Parse("""{"type": "chat_completion", "model": "nobody"}""");
        (EvaluationRequest Request, string Message)[] cases =
        [
            (With(dataset, function: null), "Give either a function's name or an evaluation's."),
            (With(dataset, function: "sorrt"), "There is no function \"sorrt\" (did you mean \"sort\"?)."),
            (With(dataset, variants: []), "An evaluation needs at least one variant."),
            (With(dataset, variants: ["goodd"]), "There is no variant of function \"sort\" \"goodd\" (did you mean \"good\"?)."),
            (With(dataset, variants: ["good", "good"]), "The variant \"good\" is given twice."),
            (With(dataset, variants: [EvaluationVariant.Dynamic("x", broken)]), "The variant \"x\" cannot be used:"),
            (With(dataset, names: ["exakt"]), "There is no evaluator \"exakt\" (did you mean \"exact\"?)."),
            (With(dataset, names: ["exact", "exact"]), "The evaluator \"exact\" is given twice."),
            (With(dataset, names: []), "An evaluation needs at least one evaluator."),
            (With(dataset, own: [Evaluator.Boolean("exact", _ => true)], names: []), "The configuration has an evaluator \"exact\" already"),
            (With(dataset, repeats: 0), "Repeats must be at least 1, not 0."),
            (With(dataset, tags: new() { ["tensorzero::evaluation_run_id"] = "x" }), "Tags must not begin with \"tensorzero::\": tensorzero::evaluation_run_id."),
            (With(dataset, precision: new() { ["other"] = 0.1 }), "The evaluation has no evaluator \"other\" to stop by; it has exact, judge, lower."),
            (With(dataset, precision: new() { ["exact"] = double.NaN }), "The precision of \"exact\" must be greater than 0."),
            (With(EvaluationDataset.Stored("nothing")), "The dataset \"nothing\" has no datapoints for the function \"sort\": there is nothing to evaluate."),
            (With(EvaluationDataset.OfDatapoints([Guid.Empty])), "There is no datapoint 00000000-0000-0000-0000-000000000000."),
            (With(EvaluationDataset.OfDatapoints([Guid.Empty, Guid.Empty])), "The datapoint 00000000-0000-0000-0000-000000000000 is given 2 times."),
            (With(EvaluationDataset.OfDatapoints([])), "No datapoint is given: there is nothing to evaluate."),
            (With(EvaluationDataset.FromFile("/nowhere/data.jsonl")), "/nowhere/data.jsonl cannot be read:"),
        ];

        foreach (var (request, message) in cases)
        {
            Assert.That((await Catch.Async<EvaluationException>(() => world.Runner.RunAsync(request))).Message, Does.StartWith(message));
        }

        Assert.That(world.Calls, Is.Zero);
        Assert.That(await world.RowsAsync("SELECT COUNT(*) FROM inference_evaluation_run"), Is.EqualTo(new[] { "0" }));
    }

    [Test]
    public async Task Evaluators_that_go_wrong_are_errors_of_their_scores_alone()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(4);

        var result = await world.Runner.RunAsync(With(
            dataset,
            names: ["exact"],
            own:
            [
                Evaluator.Boolean("throws", answer => answer.Text == "item a" ? throw new FormatException("no") : true),
                Evaluator.Float("nan", answer => answer.Text == "item b" ? double.NaN : 0.5),
                Evaluator.Of("half", ScoreType.Boolean, (_, _) => ValueTask.FromResult(Score.Of(0.5))),
                Evaluator.Of("skips", ScoreType.Float, (answer, _) => ValueTask.FromResult(answer.Text == "item c" ? Score.Skip("no c") : Score.Of(2))),
            ]));

        Assert.Multiple(() =>
        {
            Assert.That(Counts("exact"), Is.EqualTo((4, 0, 0)));
            Assert.That(Counts("throws"), Is.EqualTo((3, 0, 1)));
            Assert.That(Counts("nan"), Is.EqualTo((3, 0, 1)));
            Assert.That(Counts("half"), Is.EqualTo((0, 0, 4)));
            Assert.That(Counts("skips"), Is.EqualTo((3, 1, 0)));
            Assert.That(Error("throws"), Is.EqualTo("FormatException: no"));
            Assert.That(Error("nan"), Is.EqualTo("The score is NaN, which is no finite number."));
            Assert.That(Error("half"), Is.EqualTo("The score is 0.5, but the evaluator says that it passes or fails."));
        });
        Assert.That(
            await world.RowsAsync("SELECT metric_name, COUNT(*), SUM(value) FROM float_metric_feedback GROUP BY 1 ORDER BY 1"),
            Is.EqualTo(new[]
            {
                "tensorzero::function_name::sort::evaluator_name::nan|3|1.5",
                "tensorzero::function_name::sort::evaluator_name::skips|3|6",
            }));

        (int, int, int) Counts(string evaluator) =>
            result.Summarize("good", evaluator) is var summary ? (summary.Count, summary.Skipped, summary.Errors) : default;

        string? Error(string evaluator) => result.Runs[0].Rows.Select(row => row.Scores[evaluator].Error).First(error => error is not null);
    }

    [Test]
    public async Task A_variant_that_always_fails_is_counted_and_its_gate_inconclusive()
    {
        await using var world = EvaluationWorld.Start();
        world.Answer = static (isGood, text) => isGood ? text : throw new InvalidOperationException();
        var dataset = await world.CreateAsync(6);

        var result = await world.Runner.RunAsync(With(dataset, variants: ["good", "poor"], names: ["exact"]));

        var gate = result.Check("poor", Gate.AtLeast("exact", 0.1));
        Assert.Multiple(() =>
        {
            Assert.That(result.IsComplete);
            Assert.That(result.Runs[1].FailedCount, Is.EqualTo(6));
            Assert.That(result.Runs[1].Rows[0].Error, Does.Contain("400"));
            Assert.That(result.Summarize("poor", "exact"), Has.Property("Unanswered").EqualTo(6).And.Property("Mean").Null);
            Assert.That(gate.Verdict, Is.EqualTo(GateVerdict.Inconclusive));
            Assert.That(gate.Explanation, Is.EqualTo("100.0 % of poor's scores are missing (6 unanswered, 0 not scored), more than the 5.0 % that may"));
            Assert.That(result.Compare("poor", "good", "exact").Pairs, Is.Zero);
        });
    }

    [Test]
    public async Task Missing_references_are_skipped_and_counted()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(5, make: number => EvaluationWorld.Datapoint($"item {EvaluationWorld.Letters(number)}", number < 2 ? null : "x"));

        var result = await world.Runner.RunAsync(With(dataset));

        Assert.Multiple(() =>
        {
            Assert.That(result.Summarize("good", "exact"), Has.Property("Count").EqualTo(3).And.Property("Skipped").EqualTo(2));
            Assert.That(result.Summarize("good", "judge"), Has.Property("Count").EqualTo(3).And.Property("Skipped").EqualTo(2));
            Assert.That(result.Summarize("good", "lower").Count, Is.EqualTo(5));
        });
    }

    [Test]
    public async Task A_dataset_that_changes_meanwhile_is_evaluated_as_it_was_and_the_change_is_told()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(6);
        var edited = 0;
        world.Answer = (_, text) =>
        {
            if (Interlocked.Exchange(ref edited, 1) == 0)
            {
                EditAsync(world).GetAwaiter().GetResult();
            }

            return text;
        };

        var result = await world.Runner.RunAsync(With(dataset, names: ["exact"]));

        Assert.That(result.DatasetChange, Is.EqualTo(new DatasetChange(Added: 2, Removed: 2)));
        Assert.That(result.Summarize("good", "exact"), Has.Property("Count").EqualTo(6).And.Property("Mean").Property("Value").EqualTo(1.0));
    }

    [Test]
    public async Task A_slice_that_throws_is_the_datapoints_problem_and_nothing_is_paid_for()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(3);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good"],
            EvaluatorNames = ["exact"],
            Slices = [Slice.By("odd", datapoint => datapoint.Input.Messages[0].Content[0] is TextBlock { Text: "item b" } ? throw new FormatException("no") : "yes")],
        });

        Assert.That(result.Runs[0].Rows.Select(row => row.Error), Is.EqualTo(new[] { null, "FormatException: no", null }));
        Assert.That(world.Calls, Is.EqualTo(2));
    }

    private static async Task EditAsync(EvaluationWorld world)
    {
        var all = new List<Datapoint>();
        await foreach (var datapoint in world.Engine.Datasets.ListAsync(new DatapointQuery { DatasetName = "words", Limit = null }))
        {
            all.Add(datapoint);
        }

        await world.Engine.Datasets.DeleteAsync("words", [all[0].Id]);
        await world.Engine.Datasets.UpdateAsync("words", [new DatapointUpdate { Id = all[1].Id, Output = DatapointOutput.FromText("other") }]);
        await world.Engine.Datasets.CreateAsync("words", [EvaluationWorld.Datapoint("late", "late")]);
    }

    private static EvaluationRequest With(
        EvaluationDataset dataset,
        string? function = "sort",
        IReadOnlyList<EvaluationVariant>? variants = null,
        IReadOnlyList<string>? names = null,
        IReadOnlyList<IEvaluator>? own = null,
        int repeats = 1,
        Dictionary<string, string>? tags = null,
        Dictionary<string, double>? precision = null) => new()
        {
            Dataset = dataset,
            FunctionName = function,
            Variants = variants ?? ["good"],
            EvaluatorNames = names,
            Evaluators = own ?? [],
            Repeats = repeats,
            Tags = tags ?? [],
            Precision = precision ?? [],
        };
}
