using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

public sealed class ClusteredRateTests
{
    [TestCase(0, 20)]
    [TestCase(1, 20)]
    [TestCase(19, 20)]
    [TestCase(180, 200)]
    public void Without_clusters_it_is_Clopper_Pearson_with_the_trials_of_its_spread(int passes, int count)
    {
        var values = Enumerable.Range(0, count).Select(i => i < passes ? 1.0 : 0).ToArray();
        var clustered = ClusteredRate.KornGraubard(values, Clustering.By(Enumerable.Range(0, count)));
        var exact = new Proportion(passes, count).ClopperPearson();

        // The standard error divides by n − 1: the answers are worth one trial less.
        Assert.That(clustered.Lower, Is.EqualTo(exact.Lower).Within(0.01));
        Assert.That(clustered.Upper, Is.EqualTo(exact.Upper).Within(0.01));
    }

    [Test]
    public void Clusters_that_are_all_alike_count_as_one_trial_each()
    {
        var values = Enumerable.Repeat(1.0, 200).ToArray();
        var clusters = Clustering.By(Enumerable.Range(0, 200).Select(i => i / 10));

        Assert.That(
            ClusteredRate.KornGraubard(values, clusters).Lower,
            Is.EqualTo(new Proportion(20, 20).ClopperPearson().Lower).Within(1e-9));
    }

    [TestCase(30, 0.9)]
    [TestCase(50, 0.9)]
    [TestCase(100, 0.9)]
    [TestCase(50, 0.5)]
    [TestCase(50, 0.98)]
    public void Its_lower_end_is_missed_no_more_often_than_it_says_where_clusters_agree_wholly(int clusters, double rate)
    {
        var labels = Clustering.By(Enumerable.Range(0, clusters * 4).Select(i => i / 4));

        Simulation.Of($"Korn-Graubard 0.95 LowerOnly above the rate, {clusters} clusters of 4 alike, rate {rate}", 4_000, random =>
        {
            var values = Enumerable.Range(0, clusters).SelectMany(_ => Enumerable.Repeat(random.Passes(rate) ? 1.0 : 0, 4)).ToArray();
            return ClusteredRate.KornGraubard(values, labels, 0.95, Bounds.LowerOnly).Lower > rate;
        }).IsAtMost(0.05);
    }

    [Test]
    public void Its_interval_covers_where_clusters_half_agree() =>
        Simulation.Of("Korn-Graubard 0.95, 40 clusters of 1 to 6, rates Beta(4, 1)", 4_000, random =>
        {
            var (values, labels) = (new List<double>(), new List<int>());
            for (var cluster = 0; cluster < 40; cluster++)
            {
                var rate = random.Beta(4, 1);
                for (var i = random.Next(6); i >= 0; i--)
                {
                    values.Add(random.Passes(rate) ? 1 : 0);
                    labels.Add(cluster);
                }
            }

            return ClusteredRate.KornGraubard(values, Clustering.By(labels)).Contains(0.8);
        }).IsAtLeast(0.94);

    [Test]
    public void Values_that_are_no_passes_are_refused() => Assert.That(
        () => ClusteredRate.KornGraubard([1, 0.5], Clustering.By([1, 2])), Throws.ArgumentException.With.Message.Contains("0.5"));
}
