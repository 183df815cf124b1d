using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>What is promised before a run against what tests then find: the power computed and the power simulated.</summary>
public sealed class PowerTests
{
    private static readonly TestPlan OneSided = new() { TwoSided = false };

    [TestCase(40, 0.3, 0.8, true)]
    [TestCase(25, 0.5, 1.0, false)]
    public void Paired_means(int pairs, double difference, double deviation, bool twoSided)
    {
        var plan = new TestPlan { TwoSided = twoSided };
        var side = twoSided ? Alternative.TwoSided : Alternative.Greater;

        AreAlike(
            PairedMeansPower.Power(pairs, difference, deviation, plan),
            Simulation.Of($"Power of paired t, n = {pairs}, {difference} by {deviation}", 4_000, random =>
                MeanEstimate.Of(Draw.Many(pairs, () => random.Normal(difference, deviation))).PValue(0, side) <= 0.05));
    }

    [Test]
    public void Paired_means_within_a_margin() =>
        AreAlike(
            PairedMeansPower.Power(60, -0.05, 0.5, new TestPlan { Margin = 0.2 }),
            Simulation.Of("Power of non-inferiority of means, n = 60, margin 0.2, truth -0.05 by 0.5", 4_000, random =>
                MeanEstimate.Of(Draw.Many(60, () => random.Normal(-0.05, 0.5))).PValue(-0.2, Alternative.Greater) <= 0.05));

    [Test]
    public void Paired_proportions() =>
        AreAlike(
            PairedProportionsPower.Power(150, 0.1, 0.2),
            Simulation.Of("Power of McNemar exact, n = 150, 0.1 of discordance 0.2", 8_000, random =>
                Pairs(random, 150, 0.15, 0.05).McNemarPValue() <= 0.05));

    [Test]
    public void Paired_proportions_within_a_margin() =>
        AreAlike(
            PairedProportionsPower.Power(200, 0, 0.15, new TestPlan { Margin = 0.08 }),
            Simulation.Of("Power of Tango non-inferiority, n = 200, margin 0.08, discordance 0.15", 8_000, random =>
                Pairs(random, 200, 0.075, 0.075).Interval(0.95, Bounds.LowerOnly).Lower >= -0.08));

    [Test]
    public void A_threshold() =>
        AreAlike(
            ThresholdPower.Power(200, 0.95, 0.9),
            Simulation.Of("Power of the gate at least 0.9, n = 200, truth 0.95", 8_000, random =>
                Proportion.Of(Enumerable.Range(0, 200).Select(_ => random.Passes(0.95)).ToArray())
                    .ClopperPearson(0.95, Bounds.LowerOnly).Lower >= 0.9));

    [Test]
    public void The_smallest_difference_has_the_power_asked_for()
    {
        var plan = new TestPlan { Power = 0.9 };

        Assert.That(
            PairedMeansPower.Power(80, PairedMeansPower.SmallestDifference(80, 0.4, plan), 0.4, plan), Is.EqualTo(0.9).Within(1e-9));
        Assert.That(
            PairedProportionsPower.Power(200, PairedProportionsPower.SmallestDifference(200, 0.2, plan)!.Value, 0.2, plan),
            Is.EqualTo(0.9).Within(1e-9));
        Assert.That(ThresholdPower.Power(200, ThresholdPower.SmallestRate(200, 0.9, plan)!.Value, 0.9, plan), Is.EqualTo(0.9).Within(1e-9));
    }

    [Test]
    public void The_smallest_margin_has_the_power_asked_for()
    {
        var means = PairedMeansPower.SmallestMargin(200, 0.4);
        var proportions = PairedProportionsPower.SmallestMargin(200, 0.1)!.Value;

        Assert.That(PairedMeansPower.Power(200, 0, 0.4, new TestPlan { Margin = means }), Is.EqualTo(0.8).Within(1e-9));
        // A margin moves the test from one count to the next: just below it the power is less than asked for.
        Assert.That(PairedProportionsPower.Power(200, 0, 0.1, new TestPlan { Margin = proportions }), Is.GreaterThanOrEqualTo(0.8));
        Assert.That(PairedProportionsPower.Power(200, 0, 0.1, new TestPlan { Margin = proportions - 0.001 }), Is.LessThan(0.8));
    }

    [Test]
    public void The_required_size_has_the_power_and_one_less_has_not()
    {
        var means = PairedMeansPower.RequiredPairs(0.1, 0.5)!.Value;
        Assert.That(PairedMeansPower.Power(means, 0.1, 0.5), Is.GreaterThanOrEqualTo(0.8));
        Assert.That(PairedMeansPower.Power(means - 1, 0.1, 0.5), Is.LessThan(0.8));

        var proportions = PairedProportionsPower.RequiredPairs(0.05, 0.15, OneSided)!.Value;
        Assert.That(PairedProportionsPower.Power(proportions, 0.05, 0.15, OneSided), Is.GreaterThanOrEqualTo(0.8));
        Assert.That(PairedProportionsPower.Power(proportions - 1, 0.05, 0.15, OneSided), Is.LessThan(0.8));

        var trials = ThresholdPower.RequiredTrials(0.95, 0.9)!.Value;
        Assert.That(ThresholdPower.Power(trials, 0.95, 0.9), Is.GreaterThanOrEqualTo(0.8));
        Assert.That(ThresholdPower.Power(trials - 1, 0.95, 0.9), Is.LessThan(0.8));
    }

    [Test]
    public void What_no_size_can_show_is_null()
    {
        Assert.That(PairedMeansPower.RequiredPairs(0, 1), Is.Null);
        Assert.That(PairedProportionsPower.RequiredPairs(0, 0.2), Is.Null);
        Assert.That(PairedProportionsPower.SmallestDifference(5, 1), Is.Null);
        Assert.That(ThresholdPower.SmallestRate(20, 0.9), Is.Null);
        Assert.That(ThresholdPower.RequiredTrials(0.9, 0.9), Is.Null);
    }

    [Test]
    public void A_few_pairs_need_a_large_difference() =>
        Assert.That(PairedMeansPower.Power(2, PairedMeansPower.SmallestDifference(2, 1), 1), Is.EqualTo(0.8).Within(1e-6));

    private static void AreAlike(double computed, Simulation simulated) =>
        Assert.That(simulated.Rate, Is.EqualTo(computed).Within(3 * simulated.StandardError), $"{simulated}");

    private static PairedProportions Pairs(Random random, int count, double onlyFirst, double onlySecond)
    {
        var (first, second) = random.Pairs(count, onlyFirst, onlySecond, both: 0.6);
        return PairedProportions.Of(first, second);
    }
}
