using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>What a judge with known errors says, corrected by people's verdicts on a sample.</summary>
public sealed class JudgeTests
{
    [TestCase(0.3, 0.90, 0.80, 200)]
    [TestCase(0.7, 0.90, 0.80, 200)]
    [TestCase(0.9, 0.95, 0.70, 200)]
    [TestCase(0.5, 0.80, 0.75, 200)]
    [TestCase(0.95, 0.98, 0.90, 400)]
    public void A_corrected_rate_is_right_on_average_and_covered(double rate, double sensitivity, double specificity, int rows)
    {
        var what = $"Rogan-Gladen, rate {rate}, sensitivity {sensitivity}, specificity {specificity}, {rows} rows and 500 answers";

        Assert.That(Simulation.Mean($"{what}: bias", 4_000, random => Corrected(random).Value - rate), Is.EqualTo(0).Within(0.01));
        Simulation.Of($"{what}: coverage", 4_000, random => Corrected(random).Contains(rate)).IsAtLeast(0.945);

        Estimate Corrected(Random random)
        {
            // Half of the calibration passed by people, as a calibration set is put together.
            var people = Enumerable.Range(0, rows).Select(i => i % 2 == 0).ToArray();
            var calibration = JudgeCalibration.Of(people, [.. people.Select(passed => Judge(random, passed))]);
            var judged = Enumerable.Range(0, 500).Select(_ => Judge(random, random.Passes(rate))).ToArray();
            return calibration.CorrectedRate(Proportion.Of(judged))!;
        }

        bool Judge(Random random, bool passed) => random.Passes(passed ? sensitivity : 1 - specificity);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_prediction_powered_mean_is_right_on_average_and_covered(bool tuned)
    {
        var what = $"Prediction-powered{(tuned ? " (tuned)" : "")}, judge 0.1 too kind, 200 rows and 1,000 answers";

        Assert.That(Simulation.Mean($"{what}: bias", 500, random => Mean(random, 0.1, tuned).Value - 0.75), Is.EqualTo(0).Within(0.01));
        Simulation.Of($"{what}: coverage", 2_000, random => Mean(random, 0.1, tuned).Contains(0.75)).IsAtLeast(0.94);
    }

    [Test]
    public void A_tuned_mean_ignores_a_judge_that_says_nothing()
    {
        var random = new Random(3);
        var people = Draw.Many(200, () => random.Beta(3, 1));
        var noise = Draw.Many(200, random.NextDouble);
        var judge = Draw.Many(1_000, random.NextDouble);

        var alone = MeanEstimate.Of(people).Interval();

        Assert.That(PredictionPowered.TunedMean(judge, noise, people).Width, Is.LessThan(alone.Width * 1.02));
        Assert.That(PredictionPowered.Mean(judge, noise, people).Width, Is.GreaterThan(alone.Width * 1.3));
    }

    [Test]
    public void A_good_judge_makes_the_interval_shorter_than_people_alone()
    {
        var random = new Random(4);
        var people = Draw.Many(200, () => random.Beta(3, 1));
        double[] beside = [.. people.Select(score => Math.Clamp(score + 0.1 + random.Normal(0, 0.05), 0, 1))];
        var judge = Draw.Many(2_000, () => Math.Clamp(random.Beta(3, 1) + 0.1 + random.Normal(0, 0.05), 0, 1));

        Assert.That(
            PredictionPowered.TunedMean(judge, beside, people).Width, Is.LessThan(MeanEstimate.Of(people).Interval().Width * 0.6));
    }

    [Test]
    public void Rates_of_errors_stand_for_their_own_class()
    {
        var calibration = new JudgeCalibration(truePositives: 90, falsePositives: 8, falseNegatives: 10, trueNegatives: 32);

        Assert.That(calibration.FalsePositiveRate()!.Value, Is.EqualTo(0.2));
        Assert.That(calibration.FalseNegativeRate()!.Value, Is.EqualTo(0.1));
        Assert.That(calibration.Agreement().Value, Is.EqualTo(122 / 140.0));
        Assert.That(calibration.FalsePositiveRate(), Is.EqualTo(new Proportion(8, 40).Wilson()));
    }

    [Test]
    public void What_a_calibration_cannot_say_is_null()
    {
        var onlyPassed = new JudgeCalibration(truePositives: 10, falsePositives: 0, falseNegatives: 0, trueNegatives: 0);
        var blind = new JudgeCalibration(truePositives: 5, falsePositives: 5, falseNegatives: 5, trueNegatives: 5);

        Assert.That(onlyPassed.FalsePositiveRate(), Is.Null);
        Assert.That(onlyPassed.Kappa(), Is.Null);
        Assert.That(onlyPassed.CorrectedRate(new Proportion(1, 2)), Is.Null);
        Assert.That(blind.CorrectedRate(new Proportion(1, 2)), Is.Null);
        Assert.That(blind.Kappa()!.Value, Is.Zero);
    }

    private static Estimate Mean(Random random, double kindness, bool tuned)
    {
        var people = Draw.Many(200, () => random.Beta(3, 1));
        double[] beside = [.. people.Select(score => score + kindness + random.Normal(0, 0.1))];
        var judge = Draw.Many(1_000, () => random.Beta(3, 1) + kindness + random.Normal(0, 0.1));
        return tuned ? PredictionPowered.TunedMean(judge, beside, people) : PredictionPowered.Mean(judge, beside, people);
    }
}
