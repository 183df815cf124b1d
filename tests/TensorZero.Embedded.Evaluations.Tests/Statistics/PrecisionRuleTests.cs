using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>TensorZero's rule for stopping early, as its own tests state it.</summary>
public sealed class PrecisionRuleTests
{
    [TestCase(19, 0.1, false)]
    [TestCase(20, 0.1, true)]
    [TestCase(20, 0.11, false)]
    [TestCase(20, null, false)]
    public void It_stops_from_twenty_datapoints_on_once_precise(int datapoints, double? halfWidth, bool stops) =>
        Assert.That(PrecisionRule.ShouldStop(datapoints, halfWidth, precision: 0.1), Is.EqualTo(stops));

    [Test]
    public void Two_scores_are_the_least_that_have_a_width()
    {
        Assert.That(PrecisionRule.HalfWidth([]), Is.Null);
        Assert.That(PrecisionRule.HalfWidth([0.5]), Is.Null);
        Assert.That(PrecisionRule.HalfWidth([0.5, 0.5]), Is.Zero);
    }

    [Test]
    public void Its_interval_at_the_stop_covers_less_than_95_percent()
    {
        var coverage = Simulation.Of("Wilson interval where TensorZero's precision 0.1 stopped, rate 0.9 (for contrast)", 4_000, random =>
        {
            var (passed, count) = (0, 0);
            do
            {
                passed += random.Passes(0.9) ? 1 : 0;
                count++;
            }
            while (!PrecisionRule.ShouldStop(count, PrecisionRule.HalfWidth(new Proportion(passed, count)), 0.1));

            return new Proportion(passed, count).Wilson().Contains(0.9);
        });

        Assert.That(coverage.Rate, Is.LessThan(0.95));
    }
}
