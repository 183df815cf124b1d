using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>What no statistic can be made of is an error that names it, never a number.</summary>
public sealed class BadInputTests
{
    private static readonly Proportion Half = new(1, 2);
    private static readonly Random Random = new(1);

    private static IEnumerable<TestCaseData> Inputs()
    {
        yield return Case("more successes than trials", () => _ = new Proportion(3, 2), "successes");
        yield return Case("negative successes", () => _ = new Proportion(-1, 2), "successes");
        yield return Case("no trial", () => _ = new Proportion(0, 0), "trials");
        yield return Case("no outcome", () => Proportion.Of([]), "outcomes");
        yield return Case("confidence 1", () => Half.Wilson(1), "confidence");
        yield return Case("confidence 0", () => Half.ClopperPearson(0), "confidence");
        yield return Case("confidence NaN", () => Half.ClopperPearson(double.NaN), "confidence");
        yield return Case("a rate above 1", () => Half.PValue(1.1), "rate");
        yield return Case("no value", () => MeanEstimate.Of([]), "values");
        yield return Case("a NaN", () => MeanEstimate.Of([1, double.NaN]), "values[1] is NaN");
        yield return Case("an infinity", () => Bootstrap.Bca([1, double.PositiveInfinity], Random), "values[1] is ");
        yield return Case("a pair of one", () => MeanEstimate.OfPairs([1, 2], [1]), "second");
        yield return Case("a value without a cluster", () => MeanEstimate.Of([1, 2], Clustering.By([7])), "clusters");
        yield return Case("too few samples", () => Bootstrap.Bca([1, 2], Random, new BootstrapOptions { Resamples = 99 }), "Resamples");
        yield return Case("a statistic of nothing", () => Bootstrap.Bca([1, 2], _ => double.NaN, Random), "statistic of a sample is NaN");
        yield return Case("a negative count", () => _ = new PairedProportions(1, -1, 1, 1), "onlyFirst");
        yield return Case("no pair", () => _ = new PairedProportions(0, 0, 0, 0), "Pairs");
        yield return Case("pairs of unequal length", () => PairedProportions.Of([true], []), "second");
        yield return Case("a difference of 1", () => new PairedProportions(1, 1, 1, 1).PValue(-1), "difference");
        yield return Case("a p-value above 1", () => Holm.Adjust([0.5, 1.5]), "pValues");
        yield return Case("a p-value NaN", () => Holm.Adjust([double.NaN]), "pValues");
        yield return Case("one difference has no effect size", () => EffectSize.Paired([1]), "differences");
        yield return Case("few permutations", () => SignFlipTest.Of([1], Random, permutations: 10), "permutations");
        yield return Case("a score outside", () => new BettingSequence().Add(1.01), "score");
        yield return Case("a score NaN", () => new BettingSequence().Add(double.NaN), "score");
        yield return Case("limits the wrong way round", () => _ = new BettingSequence(1, 0), "maximum");
        yield return Case("a scale of 0", () => NormalMixture.Interval(0, 1, 0), "scale");
        yield return Case("a precision of 0", () => PrecisionRule.ShouldStop(20, 0.1, 0), "precision");
        yield return Case("no verdict", () => JudgeCalibration.Of([], []), "Pairs");
        yield return Case("one score of people", () => PredictionPowered.Mean([1, 2], [1], [1]), "calibrationJudge");
        yield return Case("scores without people's", () => PredictionPowered.Mean([1, 2], [1, 2], [1, 2, 3]), "calibrationPeople");
        yield return Case("no slice", () => ShrunkenSlices.OfRates([]), "slices");
        yield return Case("a slice without an error", () => ShrunkenSlices.OfMeans([MeanEstimate.Of([1])]), "slices[0]");
        yield return Case("alpha 0", () => PairedMeansPower.Power(9, 1, 1, new TestPlan { Alpha = 0 }), "Alpha");
        yield return Case("power below alpha", () => PairedMeansPower.RequiredPairs(1, 1, new TestPlan { Power = 0.01 }), "Power");
        yield return Case("a negative margin", () => PairedMeansPower.Power(9, 1, 1, new TestPlan { Margin = -1 }), "Margin");
        yield return Case("a margin of 1 of rates", () => PairedProportionsPower.Power(9, 0, 0.5, new TestPlan { Margin = 1 }), "margin");
        yield return Case("more difference than discordance", () => PairedProportionsPower.Power(9, 0.3, 0.2), "difference");
        yield return Case("a threshold of 1", () => ThresholdPower.Power(9, 0.9, 1), "threshold");
    }

    [TestCaseSource(nameof(Inputs))]
    public void Bad_input_is_an_error_that_names_it(Action act, string named) =>
        Assert.That(() => act(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(named));

    [Test]
    public void One_value_leaves_everything_possible()
    {
        Assert.That(MeanEstimate.Of([0.5]).Interval(), Is.EqualTo(new Estimate(0.5, double.NegativeInfinity, double.PositiveInfinity, 0.95)));
        Assert.That(MeanEstimate.Of([0.5]).PValue(), Is.EqualTo(1));
        Assert.That(Bootstrap.Bca([0.5], Random).Width, Is.EqualTo(double.PositiveInfinity));
        Assert.That(MeanEstimate.Of([1, 2, 3], Clustering.By(["a", "a", "a"])).Interval().Width, Is.EqualTo(double.PositiveInfinity));
        Assert.That(MeanEstimate.Of([1]).Minus(MeanEstimate.Of([1, 2])).Interval().Width, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Values_all_alike_have_no_effect_size_and_a_sure_test()
    {
        Assert.That(EffectSize.Paired([2, 2, 2]), Is.Null);
        Assert.That(MeanEstimate.Of([2, 2, 2]).PValue(), Is.Zero);
        Assert.That(MeanEstimate.Of([0, 0, 0]).PValue(), Is.EqualTo(1));
        Assert.That(SignFlipTest.Of([0, 0, 0], Random).PValue, Is.EqualTo(1));
        Assert.That(new PairedProportions(3, 0, 0, 2).McNemarPValue(), Is.EqualTo(1));
    }

    private static TestCaseData Case(string name, Action act, string named) => new TestCaseData(act, named).SetArgDisplayNames(name);
}
