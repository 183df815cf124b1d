namespace TensorZero.Embedded.Evaluations.Tests.Running;

internal sealed class EarlyStoppingTests
{
    [Test]
    public async Task An_evaluator_stops_when_it_is_precise_enough_and_the_evaluation_when_all_have()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(60);

        var result = await world.Runner.RunAsync(Request(dataset, new() { ["exact"] = 0.2 }));
        var both = await world.Runner.RunAsync(Request(dataset, new() { ["exact"] = 0.2, ["lower"] = 0.2 }));

        Assert.Multiple(() =>
        {
            Assert.That(result.StoppedEvaluators, Is.EqualTo(new[] { "exact" }));
            Assert.That(result.Summarize("good", "exact").Count, Is.EqualTo(20), "20 datapoints is the least");
            Assert.That(result.Summarize("good", "lower").Count, Is.EqualTo(60));
            Assert.That(both.Runs[0].Rows, Has.Count.EqualTo(20));
            Assert.That(both.IsComplete);
        });
    }

    [Test]
    public async Task A_gate_that_is_decided_stops_the_evaluation_and_stays_decided()
    {
        await using var world = EvaluationWorld.Start();
        world.Answer = static (isGood, text) => isGood ? text : "wrong";
        var dataset = await world.CreateAsync(200);
        var gate = Gate.BetterThan("exact", "poor");

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good", "poor"],
            EvaluatorNames = ["exact"],
            StopWhenDecided = [gate],
            DecidedVariant = "good",
        });

        var decision = result.Check("good", gate);
        Assert.Multiple(() =>
        {
            Assert.That(result.IsComplete);
            Assert.That(result.Runs[0].Rows.Count, Is.LessThan(60).And.GreaterThan(4));
            Assert.That(decision.Verdict, Is.EqualTo(GateVerdict.Pass));
            Assert.That(decision.Explanation, Does.Contain("confidence sequence"));
            Assert.That(result.Decisions, Is.EqualTo(new[] { decision }));
        });
    }

    [Test]
    public async Task Other_gates_show_nothing_of_an_evaluation_that_stops_by_one()
    {
        await using var world = EvaluationWorld.Start();
        world.Answer = static (isGood, text) => isGood ? text : "wrong";
        var dataset = await world.CreateAsync(60);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good", "poor"],
            EvaluatorNames = ["exact"],
            StopWhenDecided = [Gate.BetterThan("exact", "poor")],
        });

        var other = result.Check("good", Gate.AtLeast("exact", 0.5));
        Assert.That((other.Verdict, other.Explanation), Is.EqualTo((
            GateVerdict.Inconclusive, "the evaluation was to stop by other gates, so how far it went depends on what it found; ask for this one there, too")));
    }

    [Test]
    public async Task What_comes_first_does_not_decide()
    {
        // The first half is easy: in the dataset's own order the gate would pass.
        await using var world = EvaluationWorld.Start();
        world.Answer = static (_, text) => text.StartsWith("easy", StringComparison.Ordinal) ? text : "wrong";
        var dataset = await world.CreateAsync(200, make: static number =>
        {
            var text = $"{(number < 100 ? "easy" : "hard")} {EvaluationWorld.Letters(number)}";
            return EvaluationWorld.Datapoint(text, text);
        });
        var gate = Gate.AtLeast("exact", 0.8);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort", Dataset = dataset, Variants = ["good"], EvaluatorNames = ["exact"], StopWhenDecided = [gate],
        });

        Assert.That(result.Check("good", gate).Verdict, Is.EqualTo(GateVerdict.Fail));
    }

    [Test]
    public async Task Rules_that_cannot_decide_are_refused()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(2);
        await RefusedAsync([Gate.NotWorseThan("exact", "good", 0.1)], "good", "The gate compares \"good\" with itself");
        await RefusedAsync([Gate.AtLeast("exact", 0.5)], null, "Say with DecidedVariant which variant the gates are about: good, poor.");
        await RefusedAsync([Gate.Cutoff("exact", 0.5)], "good", "A cutoff, a gate per slice");
        await RefusedAsync([Gate.NotWorseThan("exact", "other", 0.1)], "good", "The evaluation has no variant \"other\" to stop by.");
        await RefusedAsync([Gate.AtLeast("exact", 0.5)], "good", "Gates cannot stop an evaluation whose datapoints are related", EvaluationClusters.ByEpisode);

        async Task RefusedAsync(IReadOnlyList<Gate> gates, string? decided, string message, EvaluationClusters? clusters = null) => Assert.That(
            (await Catch.Async<EvaluationException>(() => world.Runner.RunAsync(new EvaluationRequest
            {
                FunctionName = "sort",
                Dataset = dataset,
                Variants = ["good", "poor"],
                StopWhenDecided = gates,
                DecidedVariant = decided,
                Clusters = clusters ?? EvaluationClusters.ByDatapoint,
            }))).Message,
            Does.StartWith(message));
    }

    [Test]
    public async Task A_gate_that_is_never_decided_goes_to_the_end_and_is_inconclusive()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(30);
        var gate = Gate.AtLeast("exact", 0.95);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort", Dataset = dataset, Variants = ["good"], EvaluatorNames = ["exact"], StopWhenDecided = [gate],
        });

        Assert.That(result.Runs[0].Rows, Has.Count.EqualTo(30));
        Assert.That(result.Check("good", gate).Verdict, Is.EqualTo(GateVerdict.Inconclusive), "30 of 30 show no 0.95");
    }

    [Test]
    public async Task A_score_outside_of_its_range_ends_the_sequence_and_not_the_evaluation()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(10);
        var gate = Gate.AtLeast("length", 3);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good"],
            EvaluatorNames = [],
            Evaluators = [Evaluator.Float("length", answer => answer.Text.Length)],
            StopWhenDecided = [gate],
        });

        Assert.That(result.Runs[0].Rows, Has.Count.EqualTo(10));
        Assert.That(result.Check("good", gate).Explanation, Is.EqualTo("a score lies outside of ScoreRange, so the sequence cannot go on"));
    }

    [Test]
    public async Task A_forecast_says_what_it_takes_and_what_gates_can_show()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(20);
        var request = new EvaluationRequest { FunctionName = "sort", Dataset = dataset, Variants = ["good", "poor"], Repeats = 2 };

        var forecast = await world.Runner.ForecastAsync(request, [Gate.AtLeast("exact", 0.9), Gate.NotWorseThan("exact", "poor", 0.05), Gate.BetterThan("exact", "poor")]);

        Assert.Multiple(() =>
        {
            Assert.That((forecast.DatapointCount, forecast.AnswerCount, forecast.JudgementCount), Is.EqualTo((20, 80, 80)));
            Assert.That(forecast.Gates[0].Explanation, Does.StartWith("20 datapoints are too few"));
            Assert.That(forecast.Gates[1].SmallestEffect, Is.GreaterThan(0.2));
            Assert.That(forecast.Gates[1].RequiredDatapoints, Is.GreaterThan(400));
            Assert.That(world.Calls, Is.Zero);
        });
    }

    [Test]
    public async Task Repeats_are_fresh_answers_and_one_cluster()
    {
        await using var world = EvaluationWorld.Start();
        var turn = 0;
        world.Answer = (_, text) => Interlocked.Increment(ref turn) % 2 == 0 ? text : "wrong";
        var dataset = await world.CreateAsync(8);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort", Dataset = dataset, Variants = ["good"], EvaluatorNames = ["exact"], Repeats = 4, Cache = CacheMode.On, MaxConcurrency = 1,
        });

        var summary = result.Summarize("good", "exact");
        Assert.Multiple(() =>
        {
            Assert.That(world.Calls, Is.EqualTo(32));
            Assert.That((summary.Count, summary.Mean!.Value), Is.EqualTo((32, 0.5)));
            Assert.That(summary.Method, Does.Contain("cluster"));
            Assert.That(result.Runs[0].Rows.Select(row => (row.DatapointId, row.Repeat)).Distinct().Count(), Is.EqualTo(32));
        });
    }

    private static EvaluationRequest Request(EvaluationDataset dataset, Dictionary<string, double> precision) => new()
    {
        FunctionName = "sort", Dataset = dataset, Variants = ["good"], EvaluatorNames = ["exact", "lower"], Precision = precision, MaxConcurrency = 1,
    };
}
