using TensorZero.Embedded.Evaluations.Statistics;
using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Judges;

internal sealed class BiasTests
{
    [TestCase(0.0)]
    [TestCase(0.1)]
    [TestCase(-0.05)]
    public void A_known_liking_for_length_is_found_and_none_is_not(double perDoubling)
    {
        var covered = 0;
        var values = new List<double>();
        for (var trial = 0; trial < 300; trial++)
        {
            var random = new Random(trial);
            var lengths = Enumerable.Range(0, 60).Select(_ => random.Next(20, 4000)).ToList();

            // The judge's error spreads more for long answers: HC3 does not mind.
            var pairs = lengths.ConvertAll(length => new CalibrationPair(
                0.5, 0.5 + (perDoubling * (Math.Log2(length) - 8)) + (0.1 * Math.Log2(length) / 8 * Normal(random))));
            var bias = LengthBias.OfErrors(pairs, lengths);
            covered += bias.PerDoubling!.Contains(perDoubling) ? 1 : 0;
            values.Add(bias.PerDoubling.Value);
        }

        Assert.That(values.Average(), Is.EqualTo(perDoubling).Within(0.003));

        // 300 intervals of 95 %: four standard errors below are 89.97 %.
        Assert.That(covered / 300.0, Is.GreaterThan(0.899));
    }

    [Test]
    public void The_slope_and_its_error_are_those_of_an_independent_calculation()
    {
        // In exact fractions with the matrices: x = [1,2,3,5,8], y = [2,1,4,3,7]; HC3 by (X'X)^-1 X' diag(e²/(1-h)²) X (X'X)^-1.
        var slope = LinearRelation.Slope([1, 2, 3, 5, 8], [2, 1, 4, 3, 7])!;
        Assert.That(slope.Mean, Is.EqualTo(0.7272727272727273).Within(1e-12));
        Assert.That(slope.StandardError, Is.EqualTo(0.36422728764291706).Within(1e-12));
        Assert.That(slope.DegreesOfFreedom, Is.EqualTo(3));

        // Within groups the same by demeaning first; G/(G - 1) Σ(Σ x·e)² / (Σ x²)².
        var within = LinearRelation.SlopeWithin([[(1, 2), (2, 4), (4, 5)], [(3, 9), (5, 8)], [(2, 2), (2, 3)], [(0, 1), (3, 5)]])!;
        Assert.That(within.Mean, Is.EqualTo(0.835820895522388).Within(1e-12));
        Assert.That(within.StandardError, Is.EqualTo(0.38524019334677145).Within(1e-12));
        Assert.That(within.DegreesOfFreedom, Is.EqualTo(2));
        Assert.That(LinearRelation.Correlation([1, 2, 3, 5, 8], [2, 1, 4, 3, 7], 0.95)!.Value, Is.EqualTo(0.8766065868231594).Within(1e-12));
    }

    [Test]
    public void Answers_of_one_length_say_nothing_about_length()
    {
        var bias = LengthBias.OfErrors([new(0, 1), new(1, 1), new(0, 0)], [7, 7, 7]);
        Assert.That((bias.PerDoubling, bias.Explanation), Is.EqualTo(((Estimate?)null, "There are too few answers of different lengths.")));
        Assert.Throws<ArgumentException>(() => LengthBias.OfErrors([new(0, 1)], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => LengthBias.OfErrors([new(0, 1)], [0]));
        Assert.That(LinearRelation.Slope([1, 1, 1], [1, 2, 3]), Is.Null);
        Assert.That(LinearRelation.SlopeWithin([[(1, 2), (1, 3)], [(1, 2), (2, 3)]]), Is.Null);
        Assert.That(LinearRelation.Correlation([1, 1, 1, 1], [1, 2, 3, 4], 0.95), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_judge_that_counts_characters_is_found_out_on_record(bool isBiased)
    {
        await using var world = EvaluationWorld.Start(EvaluationWorld.Functions
            .Replace("output_type = \"boolean\"", "output_type = \"float\"", StringComparison.Ordinal));
        world.Answer = static (isGood, text) => isGood ? text : $"{text}{new string('x', 8 << (text.Length % 4))}";
        world.Judge = prompt =>
        {
            var generated = prompt.Split("# Generated output")[1].Split("# Reference output")[0];
            var length = generated.Split("\"text\":\"")[1].Split('"')[0].Length;
            var score = isBiased ? Math.Log2(length) / 10 : (generated.GetHashCode(StringComparison.Ordinal) & 7) / 7.0;
            return $$"""{"score": {{score.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}}}""";
        };
        var dataset = await world.CreateAsync(40, make: static number => EvaluationWorld.Datapoint(new string('a', 1 + (number % 7)), "any"));
        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good", "poor"],
            EvaluatorNames = ["judge"],
        });

        var within = await LengthBias.WithinDatapointsAsync(world.Engine, result, "judge");
        var people = result.Runs.SelectMany(run => run.Rows).Select(row => new PersonScore { Value = 0.5, InferenceId = row.InferenceId }).ToList();
        var against = await LengthBias.AgainstPeopleAsync(world.Engine, CalibrationSample.Of(result, "judge", people));

        Assert.That((within.Answers, against.Answers), Is.EqualTo((80, 80)));
        if (isBiased)
        {
            Assert.That(within.PerDoubling!.Value, Is.EqualTo(0.1).Within(1e-9));
            Assert.That(against.PerDoubling!.Value, Is.EqualTo(0.1).Within(1e-9));
        }
        else
        {
            Assert.That(within.PerDoubling!.Value, Is.Not.EqualTo(0.1).Within(0.01));
        }
    }

    [TestCase("serialized", true)]
    [TestCase("serialized", false)]
    [TestCase("messages", true)]
    public async Task A_judge_that_goes_by_what_comes_first_is_found_out(string format, bool isBiased)
    {
        await using var world = EvaluationWorld.Start(EvaluationWorld.Functions
            .Replace("output_type = \"boolean\"", $"output_type = \"boolean\"\ninput_format = \"{format}\"", StringComparison.Ordinal));
        var asked = 0;
        world.Judge = prompt =>
        {
            Interlocked.Increment(ref asked);
            var isReferenceFirst = prompt.IndexOf("# Reference", StringComparison.Ordinal) < prompt.IndexOf("# Generated", StringComparison.Ordinal);
            Assert.That(prompt, Does.Contain("right").And.Contain("item"));
            return isBiased && isReferenceFirst ? """{"score": false}""" : """{"score": true}""";
        };
        var dataset = await world.CreateAsync(
            12, make: static number => EvaluationWorld.Datapoint($"item {EvaluationWorld.Letters(number)}", number == 3 ? null : "right"));
        var result = await world.Runner.RunAsync(Request(dataset));
        asked = 0;

        var bias = await PositionBias.ProbeAsync(world.Engine, Judge.OfFunction("sort", "judge"), dataset, result, "good");

        Assert.Multiple(() =>
        {
            Assert.That((bias.Answers, bias.Failed, asked), Is.EqualTo((11, 1, 33)));
            Assert.That(bias.Difference.Value, Is.EqualTo(isBiased ? -1 : 0));
            Assert.That(bias.ChangedByOrder, Is.EqualTo(new Proportion(isBiased ? 11 : 0, 11).Wilson()));
            Assert.That(bias.ChangedByChance, Is.EqualTo(new Proportion(0, 11).Wilson()));
            Assert.That(bias.Usage.InputTokens, Is.EqualTo(33 * 11));
        });

        // The probe's judgements belong to no run: going on with the evaluation finds all done.
        var again = await world.Runner.RunAsync(Request(dataset, result.Id));
        Assert.That(again.IsComplete);
        Assert.That(asked, Is.EqualTo(33));
    }

    [Test]
    public async Task A_judge_without_a_reference_has_no_order()
    {
        await using var world = EvaluationWorld.Start(EvaluationWorld.Functions
            .Replace("include = { reference_output = true }", "", StringComparison.Ordinal));
        var dataset = await world.CreateAsync(3);
        var result = await world.Runner.RunAsync(Request(dataset));

        Assert.That(
            Assert.ThrowsAsync<EvaluationException>(
                () => PositionBias.ProbeAsync(world.Engine, Judge.OfFunction("sort", "judge"), dataset, result, "good"))!.Message,
            Is.EqualTo("The judge \"judge\" sees one answer and no reference: there is no order that could matter."));
    }

    private static EvaluationRequest Request(EvaluationDataset dataset, Guid? resume = null) => new()
    {
        FunctionName = "sort",
        Dataset = dataset,
        Variants = ["good"],
        EvaluatorNames = ["judge"],
        Resume = resume,
    };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
