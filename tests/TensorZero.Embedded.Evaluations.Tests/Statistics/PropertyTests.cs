using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>What must hold for all data.</summary>
public sealed class PropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Gen<Proportion> Proportions =
        from trials in Gen.Choose(1, 300)
        from successes in Gen.Choose(0, trials)
        select new Proportion(successes, trials);

    private static readonly Gen<PairedProportions> Pairs =
        from both in Gen.Choose(0, 60)
        from first in Gen.Choose(0, 30)
        from second in Gen.Choose(0, 30)
        select new PairedProportions(both, first, second, neither: 1);

    private static readonly Gen<double[]> Scores =
        from count in Gen.Choose(2, 40)
        from values in Gen.Choose(-1_000, 1_000).Select(value => value / 100.0).ArrayOf(count)
        select values;

    [Test]
    public void An_interval_of_a_rate_holds_the_rate_and_grows_with_the_confidence() =>
        Holds(Proportions, proportion =>
            Nested(proportion.Wilson(0.9), proportion.Wilson(0.99)) && Nested(proportion.ClopperPearson(0.9), proportion.ClopperPearson(0.99)));

    [Test]
    public void Failures_mirror_successes() =>
        Holds(Proportions, proportion =>
        {
            var mirrored = new Proportion(proportion.Trials - proportion.Successes, proportion.Trials);
            return Mirrored(proportion.Wilson(), mirrored.Wilson(), 1) && Mirrored(proportion.ClopperPearson(), mirrored.ClopperPearson(), 1);
        });

    [Test]
    public void A_bound_is_the_end_of_the_interval_with_twice_the_error() =>
        Holds(Proportions, proportion =>
            Near(proportion.Wilson(0.95, Bounds.LowerOnly).Lower, proportion.Wilson(0.9).Lower) &&
            Near(proportion.ClopperPearson(0.95, Bounds.UpperOnly).Upper, proportion.ClopperPearson(0.9).Upper) &&
            proportion.Wilson(0.95, Bounds.LowerOnly).Upper == 1);

    [Test]
    public void The_exact_test_rejects_what_the_exact_interval_excludes() =>
        Holds(
            from proportion in Proportions from rate in Gen.Choose(1, 99) select (proportion, rate: rate / 100.0),
            pair => pair.proportion.PValue(pair.rate) > 0.05 == pair.proportion.ClopperPearson().Contains(pair.rate));

    [Test]
    public void Swapping_the_variants_mirrors_a_paired_comparison() =>
        Holds(Pairs, pairs =>
        {
            var swapped = new PairedProportions(pairs.Both, pairs.OnlySecond, pairs.OnlyFirst, pairs.Neither);
            return Mirrored(pairs.Interval(), swapped.Interval(), 0) && Near(pairs.McNemarPValue(), swapped.McNemarPValue()) &&
                Near(pairs.McNemarPValue(Alternative.Less), swapped.McNemarPValue(Alternative.Greater));
        });

    [Test]
    public void The_score_test_rejects_what_the_score_interval_excludes() =>
        Holds(
            from pairs in Pairs from margin in Gen.Choose(1, 90) select (pairs, margin: margin / 100.0),
            pair => pair.pairs.PValue(-pair.margin, Alternative.Greater) <= 0.05 ==
                pair.pairs.Interval(0.95, Bounds.LowerOnly).Lower >= -pair.margin - 1e-12);

    [Test]
    public void Clusters_of_one_are_no_clusters() =>
        Holds(Scores, scores =>
        {
            var (plain, clustered) = (MeanEstimate.Of(scores), MeanEstimate.Of(scores, Clustering.By(Enumerable.Range(0, scores.Length))));
            return Near(plain.StandardError, clustered.StandardError) && Near(plain.DegreesOfFreedom, clustered.DegreesOfFreedom);
        });

    [Test]
    public void Repeating_every_answer_says_nothing_new_to_clusters() =>
        Holds(Scores, scores =>
        {
            var (once, twice) = (
                MeanEstimate.Of(scores), MeanEstimate.Of([.. scores, .. scores], Clustering.By([.. scores.Index(), .. scores.Index()])));
            return Near(once.StandardError, twice.StandardError) && Near(once.DegreesOfFreedom, twice.DegreesOfFreedom);
        });

    [Test]
    public void A_seed_gives_one_answer() =>
        Holds(Scores, scores =>
            Bootstrap.Bca(scores, new Random(5), Few) == Bootstrap.Bca(scores, new Random(5), Few) &&
            SignFlipTest.Of(scores, new Random(5), permutations: 99) == SignFlipTest.Of(scores, new Random(5), permutations: 99));

    [Test]
    public void A_bootstrap_interval_lies_within_the_values_and_moves_with_them() =>
        Holds(Scores, scores =>
        {
            var here = Bootstrap.Bca(scores, new Random(5), Few);
            var there = Bootstrap.Bca([.. scores.Select(score => score + 100)], new Random(5), Few);
            return here.Lower >= scores.Min() - 1e-9 && here.Upper <= scores.Max() + 1e-9 && here.Lower <= here.Upper &&
                Math.Abs(here.Lower + 100 - there.Lower) < 1e-6 && Math.Abs(here.Upper + 100 - there.Upper) < 1e-6;
        });

    [Test]
    public void Drawn_sign_patterns_agree_with_all_of_them() =>
        Holds(
            from scores in Gen.Choose(-1_000, 1_000).Select(value => value / 100.0).ArrayOf(25) select scores,
            scores =>
            {
                // Twenty counted; then five zeros more, which change nothing.
                double[] counted = [.. scores[..20], 0, 0, 0, 0, 0];
                var exact = SignFlipTest.Of(counted, new Random(5));
                var drawn = (new ExtremeSums(scores[..20], Alternative.TwoSided).CountDrawn(new Random(5), 4_000) + 1) / 4_001.0;
                return exact.IsExact && Math.Abs(exact.PValue - drawn) < 0.045;
            },
            tests: 20);

    [Test]
    public void Holm_keeps_the_order_and_lowers_nothing() =>
        Holds(Gen.Choose(0, 1_000).Select(value => value / 1000.0).ArrayOf(6), pValues =>
        {
            var adjusted = Holm.Adjust(pValues);
            return pValues.Zip(adjusted).All(pair => pair.Second >= pair.First && pair.Second <= 1) &&
                pValues.Index().All(one => pValues.Index().All(other => one.Item > other.Item || adjusted[one.Index] <= adjusted[other.Index]));
        });

    private static BootstrapOptions Few => new() { Resamples = 199 };

    private static void Holds<T>(Gen<T> data, Func<T, bool> holds, int tests = 300) =>
        FsCheck.Check.One(Config.WithMaxTest(tests), Prop.ForAll(data.ToArbitrary(), holds));

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(one));

    private static bool Nested(Estimate inner, Estimate outer) =>
        inner.Contains(inner.Value) && outer.Lower <= inner.Lower && inner.Upper <= outer.Upper;

    private static bool Mirrored(Estimate one, Estimate other, double around) =>
        Near(one.Lower, around - other.Upper) && Near(one.Upper, around - other.Lower);
}
