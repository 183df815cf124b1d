using System.Reflection;
using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Datasets;

internal sealed class LockedTests
{
    private static readonly DatasetSplits Splits = DatasetSplits.OfStored("words", new DatasetSplitOptions { LookBudget = 2 });

    private EvaluationWorld _world = null!;

    [SetUp]
    public async Task Start()
    {
        _world = EvaluationWorld.Start();
        _world.Answer = static (isGood, text) => isGood ? text : "WRONG";
        await _world.CreateAsync(60);
    }

    [TearDown]
    public async Task Stop() => await _world.DisposeAsync();

    [Test]
    public async Task A_look_says_how_good_variants_are_and_is_on_record_before_anything_is_called()
    {
        var looksAtFirstCall = -1;
        _world.Answer = (isGood, text) =>
        {
            looksAtFirstCall = looksAtFirstCall < 0 ? Splits.Test.ListLooksAsync(_world.Engine).GetAwaiter().GetResult().Count : looksAtFirstCall;
            return isGood ? text : "WRONG";
        };

        var steps = new List<LockedProgress>();
        var result = await _world.Runner.RunLockedAsync(Request("first release"), new Told(steps));

        var count = result.DatapointCount;
        Assert.Multiple(() =>
        {
            Assert.That(looksAtFirstCall, Is.EqualTo(1));
            Assert.That(count, Is.InRange(3, 25));
            Assert.That((result.IsComplete, result.DatasetName, result.FunctionName), Is.EqualTo((true, "words", "sort")));
            Assert.That(result.Summarize("good", "exact").Mean!.Value, Is.EqualTo(1));
            Assert.That(result.Compare("poor", "good", "exact").Difference!.Value, Is.EqualTo(-1));
            Assert.That(result.CompareAll("good"), Has.Count.EqualTo(1));
            Assert.That(result.Check("poor", Gate.AtLeast("exact", 0.9)).Verdict, Is.EqualTo(GateVerdict.Fail));
            Assert.That(result.UsageOf("good").InputTokens, Is.EqualTo(11 * count));
            Assert.That(result.JudgeUsageOf("good").InputTokens, Is.Zero);
            Assert.That(steps[0], Is.EqualTo(new LockedProgress(result.Look.EvaluationId, 0, 2 * count)));
            Assert.That(steps[^1].Done, Is.EqualTo(2 * count));
            Assert.That(() => result.Check("poor", Gate.AtLeast("exact", 0.9) with { PerSlice = "id" }), Throws.ArgumentException);
        });
        Assert.That(
            Assert.ThrowsAsync<EvaluationException>(() => new EvaluationHistory(_world.Engine).LoadAsync([result.Look.EvaluationId]))!.Message,
            Does.Contain("was a look at the locked part of \"words\""),
            "nor does what is on record hand out rows");
        var look = (await Splits.Test.ListLooksAsync(_world.Engine)).Single();
        Assert.That(
            (look.EvaluationId, look.Purpose, look.FunctionName, string.Join(",", look.VariantNames), string.Join(",", look.EvaluatorNames)),
            Is.EqualTo((result.Look.EvaluationId, "first release", "sort", "good,poor", "exact")));
        Assert.That(
            await _world.RowsAsync("""SELECT COUNT(*) FROM chat_inference WHERE json_extract(tags, '$."tensorzero::evaluation_locked"') = 'true'"""),
            Is.EqualTo(new[] { $"{2 * count}" }));
    }

    [Test]
    public async Task A_spent_budget_ends_the_looking_until_somebody_says_why_it_should_be_raised()
    {
        await LookAsync("one");
        await LookAsync("two");
        var calls = _world.Calls;

        var refused = Assert.ThrowsAsync<EvaluationException>(() => LookAsync("three"));
        Assert.That(refused!.Message, Does.StartWith("The budget of 2 looks at the locked part of \"words\" is spent."));
        Assert.That(_world.Calls, Is.EqualTo(calls), "nothing was called");
        Assert.That(await Splits.Test.ListLooksAsync(_world.Engine), Has.Count.EqualTo(2));

        Assert.ThrowsAsync<ArgumentException>(() => Splits.Test.RaiseBudgetAsync(_world.Engine, 3, " "));
        Assert.ThrowsAsync<EvaluationException>(() => Splits.Test.RaiseBudgetAsync(_world.Engine, 2, "no more than before"));
        await Splits.Test.RaiseBudgetAsync(_world.Engine, 3, "a model was retired");
        await LookAsync("three");

        var budget = await Splits.Test.ReadBudgetAsync(_world.Engine);
        Assert.That((budget.Stated, budget.Allowed, budget.Spent), Is.EqualTo((2, 3, 3)));
        Assert.That(budget.Raises.Select(raise => (raise.Budget, raise.Reason)), Is.EqualTo(new[] { (3, "a model was retired") }));
    }

    [Test]
    public async Task Looks_at_once_do_not_overspend()
    {
        var looks = Enumerable.Range(0, 5).Select(async i =>
        {
            try
            {
                await LookAsync($"look {i}");
                return true;
            }
            catch (EvaluationException)
            {
                return false;
            }
        });

        Assert.That((await Task.WhenAll(looks)).Count(isAllowed => isAllowed), Is.EqualTo(2));
        Assert.That(await Splits.Test.ListLooksAsync(_world.Engine), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_look_that_was_cut_short_goes_on_as_the_same_look()
    {
        using var cut = new CancellationTokenSource();
        var calls = 0;
        _world.Answer = (_, text) =>
        {
            if (++calls == 3)
            {
                cut.Cancel();
            }

            return text;
        };
        Assert.CatchAsync<OperationCanceledException>(() => _world.Runner.RunLockedAsync(Request("cut"), cancellationToken: cut.Token));
        _world.Answer = static (_, text) => text;
        var look = (await Splits.Test.ListLooksAsync(_world.Engine)).Single();

        var result = await _world.Runner.RunLockedAsync(Request("cut", resume: look.EvaluationId));

        Assert.That((result.IsComplete, result.Look.EvaluationId), Is.EqualTo((true, look.EvaluationId)));
        Assert.That(await Splits.Test.ListLooksAsync(_world.Engine), Has.Count.EqualTo(1));
        Assert.That(
            Assert.ThrowsAsync<EvaluationException>(() => _world.Runner.RunLockedAsync(Request("more", look.EvaluationId, "exact", "lower")))!.Message,
            Does.Contain("with others it would be another look"));
        var rows = await _world.RowsAsync("""SELECT DISTINCT json_extract(tags, '$."tensorzero::datapoint_id"') FROM chat_inference""");
        Assert.That(
            Assert.ThrowsAsync<EvaluationException>(() => _world.Runner.RunAsync(new EvaluationRequest
            {
                Dataset = EvaluationDataset.OfDatapoints([.. rows.Select(Guid.Parse)]),
                FunctionName = "sort",
                Variants = ["good", "poor"],
                EvaluatorNames = ["exact"],
                Resume = look.EvaluationId,
            }))!.Message,
            Does.Contain("it was a look at a locked dataset"),
            "nobody gets at the rows by going on as with an ordinary evaluation");
    }

    [Test]
    public async Task Another_evaluation_is_no_look_to_go_on_with()
    {
        var other = await _world.Runner.RunAsync(new EvaluationRequest
        {
            Dataset = Splits.Validation,
            FunctionName = "sort",
            Variants = ["good", "poor"],
            EvaluatorNames = ["exact"],
        });

        Assert.ThrowsAsync<EvaluationException>(() => _world.Runner.RunLockedAsync(Request("trick", resume: other.Id)));
        Assert.ThrowsAsync<ArgumentException>(() => _world.Runner.RunLockedAsync(Request(" ")));
        Assert.That(await Splits.Test.ListLooksAsync(_world.Engine), Is.Empty);
    }

    [Test]
    public async Task A_forecast_costs_no_look()
    {
        var forecast = await _world.Runner.ForecastAsync(Request("to know"), [Gate.NotWorseThan("exact", "good", 0.05)]);

        Assert.That(forecast.AnswerCount, Is.EqualTo(2 * forecast.DatapointCount));
        Assert.That((await Splits.Test.ReadBudgetAsync(_world.Engine)).Spent, Is.Zero);
        Assert.That(_world.Calls, Is.Zero);
    }

    [Test]
    public async Task The_gap_between_the_part_that_was_chosen_by_and_the_locked_one_has_an_interval()
    {
        var validation = await _world.Runner.RunAsync(new EvaluationRequest
        {
            Dataset = Splits.Validation,
            FunctionName = "sort",
            Variants = ["good"],
            EvaluatorNames = ["exact"],
        });
        _world.Answer = static (_, _) => "WRONG";
        var test = await _world.Runner.RunLockedAsync(Request("gap"));

        var gap = GeneralizationGap.Of(validation, test, "good", "exact");
        var (n, m) = (gap.Validation.Count, gap.Test.Count);
        Assert.That((gap.Difference!.Value, gap.Method), Is.EqualTo((1.0, "Newcombe")));
        Assert.That(
            gap.Difference,
            Is.EqualTo(new Evaluations.Statistics.UnpairedProportions(new(n, n), new(0, m)).Interval(0.95)));
        Assert.Throws<ArgumentException>(() => GeneralizationGap.Of(validation, test, "poor", "exact"));
    }

    [TestCase(typeof(LockedDataset))]
    [TestCase(typeof(LockedResult))]
    [TestCase(typeof(LockedProgress))]
    [TestCase(typeof(LockedEvaluationRequest))]
    public void No_public_way_leads_to_rows(Type start)
    {
        Type[] rows =
        [
            typeof(Datapoint), typeof(NewDatapoint), typeof(EvaluationRow), typeof(VariantRun), typeof(EvaluationResult), typeof(EvaluationDataset),
            typeof(InferenceResponse), typeof(StoredInference), typeof(InferenceInput), typeof(EvaluationUpdate), typeof(Slice),
        ];
        var seen = new HashSet<Type>();
        Walk(start, start.Name);

        // Being given something is no way out, except through delegates: only an evaluator in C# sees answers, and does not come from here.
        void Walk(Type type, string path)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Walk(argument, path);
            }

            Assert.That(rows.Any(row => row.IsAssignableFrom(type) || type.IsAssignableTo(row)), Is.False, path);
            Assert.That(type.IsAssignableTo(typeof(IEnumerable<Guid>)), Is.False, path);
            if (type.Assembly != typeof(LockedResult).Assembly || type == typeof(IEvaluator) || !seen.Add(type))
            {
                return;
            }

            Assert.That(type.IsAbstract || type.IsSealed, path);
            foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            {
                var reached = member switch
                {
                    PropertyInfo property => property.PropertyType,
                    FieldInfo field => field.FieldType,
                    MethodInfo method => method.ReturnType,
                    _ => null,
                };
                if (reached is not null)
                {
                    Walk(reached, $"{path}.{member.Name}");
                }
            }
        }
    }

    [Test]
    public void A_locked_dataset_fits_nowhere_where_a_dataset_is_read() =>
        Assert.That(typeof(LockedDataset).IsAssignableTo(typeof(EvaluationDataset)), Is.False);

    private Task<LockedResult> LookAsync(string purpose) => _world.Runner.RunLockedAsync(Request(purpose));

    private static LockedEvaluationRequest Request(string purpose, Guid? resume = null, params string[] evaluators) => new()
    {
        Dataset = Splits.Test,
        Purpose = purpose,
        FunctionName = "sort",
        Variants = ["good", "poor"],
        EvaluatorNames = evaluators.Length > 0 ? evaluators : ["exact"],
        Resume = resume,
        MaxConcurrency = 1,
    };

    private sealed class Told(List<LockedProgress> steps) : IProgress<LockedProgress>
    {
        public void Report(LockedProgress value) => steps.Add(value);
    }
}
