using MathNet.Numerics.Distributions;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

public sealed class HolmTests
{
    [TestCase(8, 0, 0.0)]
    [TestCase(8, 3, 0.0)]
    [TestCase(8, 3, 0.9)]
    [TestCase(20, 10, 0.5)]
    public void Even_one_false_rejection_is_no_more_frequent_than_the_level(int tests, int real, double shared) =>
        Simulation.Of($"Holm, any false rejection, {tests} tests, {real} real effects, correlation {shared}", 10_000, random =>
        {
            var common = random.Normal();
            var adjusted = Holm.Adjust(Draw.Many(tests, () => (Math.Sqrt(shared) * common) + (Math.Sqrt(1 - shared) * random.Normal()))
                .Select((z, i) => 2 * Normal.CDF(0, 1, -Math.Abs(i < real ? z + 3 : z))).ToArray());
            return adjusted.Skip(real).Any(pValue => pValue <= 0.05);
        }).IsAtMost(0.05);

    [Test]
    public void No_test_adjusts_to_none() =>
        Assert.That(Holm.Adjust([]), Is.Empty);
}
