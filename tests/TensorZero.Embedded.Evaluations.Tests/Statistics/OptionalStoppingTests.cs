using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>Looking after every score and stopping when one likes: the sequences keep their level, the other methods do not.</summary>
public sealed class OptionalStoppingTests
{
    private const double Alpha = 0.05;

    [Test]
    public void Betting_on_paired_differences_of_passes() =>
        Simulation.Of("A/A betting sequence ever excludes 0, passes, 300 looks", 1_000, random =>
        {
            var (first, second) = random.Pairs(300, onlyFirst: 0.1, onlySecond: 0.1, both: 0.6);
            var sequence = new BettingSequence(minimum: -1);
            return Enumerable.Range(0, 300).Any(i => !sequence.Add((first[i] ? 1 : 0) - (second[i] ? 1 : 0)).Contains(0));
        }).IsAtMost(Alpha);

    [TestCase(0.9, 0.1)]
    [TestCase(8.0, 2.0)]
    public void Betting_on_scores(double a, double b) =>
        Simulation.Of($"Betting sequence ever excludes the mean, Beta({a}, {b}), 300 looks", 1_000, random =>
        {
            var sequence = new BettingSequence();
            return Enumerable.Range(0, 300).Any(_ => !sequence.Add(random.Beta(a, b)).Contains(a / (a + b)));
        }).IsAtMost(Alpha);

    [TestCase(Bounds.LowerOnly)]
    [TestCase(Bounds.UpperOnly)]
    public void Betting_on_one_bound(Bounds bounds) =>
        Simulation.Of($"Betting sequence ever excludes a rate of 0.9, {bounds}, 300 looks", 1_000, random =>
        {
            var sequence = new BettingSequence(bounds: bounds);
            return Enumerable.Range(0, 300).Any(_ => !sequence.Add(random.Passes(0.9) ? 1 : 0).Contains(0.9));
        }).IsAtMost(Alpha);

    [Test]
    public void The_normal_mixture_of_means() =>
        Simulation.Of("Normal mixture ever excludes the mean, normal scores, 2,000 looks", 1_000, random =>
        {
            var sum = 0.0;
            return Enumerable.Range(1, 2_000).Any(n => !NormalMixture.Interval((sum += random.Normal()) / n, n, scale: 1).Contains(0));
        }).IsAtMost(Alpha);

    [Test]
    public void A_t_test_after_every_score_finds_differences_that_are_none()
    {
        var simulation = Simulation.Of("A/A paired t looked at from 20 to 300 (for contrast)", 300, random =>
        {
            var differences = Draw.Many(300, () => random.Normal());
            return Enumerable.Range(20, 281).Any(n => MeanEstimate.Of(differences[..n]).PValue() <= Alpha);
        });

        Assert.That(simulation.Rate, Is.GreaterThan(0.2));
    }

    [Test]
    public void A_real_difference_stops_a_betting_sequence_early()
    {
        var (random, sequence) = (new Random(1), new BettingSequence(minimum: -1));

        while (sequence.Interval.Contains(0) && sequence.Count < 2_000)
        {
            sequence.Add(random.NextDouble() switch { < 0.3 => 1, < 0.35 => -1, _ => 0 });
        }

        Assert.That(sequence.Interval.Lower, Is.GreaterThan(0));
        Assert.That(sequence.Count, Is.InRange(10, 400));
    }

    [Test]
    public void An_interval_of_a_sequence_never_grows()
    {
        var (random, sequence) = (new Random(2), new BettingSequence(minimum: 1, maximum: 5));
        var before = sequence.Interval;
        for (var i = 0; i < 500; i++)
        {
            var after = sequence.Add(random.Next(1, 6));
            Assert.That(after.Lower >= before.Lower && after.Upper <= before.Upper, $"{before} {after}");
            before = after;
        }

        Assert.That(before.Contains(3));
        Assert.That(before.Width, Is.LessThan(0.8));
    }
}
