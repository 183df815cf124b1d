using static TensorZero.Embedded.Evaluations.Tests.Gates.MadeResults;

namespace TensorZero.Embedded.Evaluations.Tests.Gates;

internal sealed class GateTests
{
    // Clopper-Pearson, one-sided 95 %: 190 of 200 is at least 0.9167; 170 of 200 is at most 0.8895; 180 of 200 spans 0.9.
    [TestCase(190, 200, GateVerdict.Pass)]
    [TestCase(180, 200, GateVerdict.Inconclusive)]
    [TestCase(170, 200, GateVerdict.Fail)]
    [TestCase(20, 20, GateVerdict.Inconclusive)]
    [TestCase(29, 29, GateVerdict.Pass)]
    [TestCase(28, 28, GateVerdict.Inconclusive)]
    public void At_least_judges_the_bound_and_not_the_mean(int passes, int count, GateVerdict verdict) =>
        Assert.That(Of(ScoreType.Boolean, [("v", Passes(passes, count))]).Check("v", Gate.AtLeast("s", 0.9)).Verdict, Is.EqualTo(verdict), "0.95^28.4 is about 0.05, and so is 0.9^28.4");

    [TestCase(2, 200, GateVerdict.Pass)]
    [TestCase(10, 200, GateVerdict.Inconclusive)]
    [TestCase(40, 200, GateVerdict.Fail)]
    public void At_most_is_the_mirror_image(int passes, int count, GateVerdict verdict) =>
        Assert.That(Of(ScoreType.Boolean, [("v", Passes(passes, count))]).Check("v", Gate.AtMost("s", 0.05)).Verdict, Is.EqualTo(verdict));

    [TestCase(160, 160, 0.05, GateVerdict.Pass)]
    [TestCase(140, 160, 0.05, GateVerdict.Fail)]
    [TestCase(156, 160, 0.03, GateVerdict.Inconclusive)]
    public void Not_worse_than_compares_on_the_same_datapoints(int passes, int baseline, double margin, GateVerdict verdict)
    {
        var result = Of(ScoreType.Boolean, [("old", Passes(baseline, 200)), ("new", Passes(passes, 200))]);

        Assert.That(result.Check("new", Gate.NotWorseThan("s", "old", margin)).Verdict, Is.EqualTo(verdict));
    }

    [TestCase(180, 160, GateVerdict.Pass)]
    [TestCase(160, 160, GateVerdict.Inconclusive)]
    [TestCase(140, 160, GateVerdict.Fail)]
    public void Better_than_needs_a_difference(int passes, int baseline, GateVerdict verdict)
    {
        var result = Of(ScoreType.Boolean, [("old", Passes(baseline, 200)), ("new", Passes(passes, 200))]);

        Assert.That(result.Check("new", Gate.BetterThan("s", "old")).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void Where_less_is_better_worse_is_more()
    {
        var result = Of(
            ScoreType.Float,
            [("old", Numbers(3, 1)), ("new", Numbers(2, 1)), ("slow", Numbers(4, 1))],
            lowerIsBetter: true);

        Assert.Multiple(() =>
        {
            Assert.That(result.Check("new", Gate.BetterThan("s", "old")).Verdict, Is.EqualTo(GateVerdict.Pass));
            Assert.That(result.Check("slow", Gate.BetterThan("s", "old")).Verdict, Is.EqualTo(GateVerdict.Fail));
            Assert.That(result.Check("slow", Gate.NotWorseThan("s", "old", 0.5)).Verdict, Is.EqualTo(GateVerdict.Fail));
            Assert.That(result.Check("slow", Gate.NotWorseThan("s", "old", 1.5)).Verdict, Is.EqualTo(GateVerdict.Pass));
            Assert.That(result.Check("new", Gate.Cutoff("s", 2.5)).Verdict, Is.EqualTo(GateVerdict.Pass));
            Assert.That(result.Check("old", Gate.Cutoff("s", 2.5)).Verdict, Is.EqualTo(GateVerdict.Fail));
        });
    }

    [TestCase(9, GateVerdict.Fail)]
    [TestCase(10, GateVerdict.Pass)]
    public void A_cutoff_takes_the_bare_mean_as_TensorZero_does(int passes, GateVerdict verdict) =>
        Assert.That(Of(ScoreType.Boolean, [("v", Passes(passes, 20))]).Check("v", Gate.Cutoff("s", 0.5)).Verdict, Is.EqualTo(verdict));

    [Test]
    public void Answers_of_one_cluster_count_as_what_they_are()
    {
        // 190 of 200 pass, but the 10 failures are all answers to one of 20 datapoints: that is 19 of 20.
        var alone = Of(ScoreType.Boolean, [("v", Passes(190, 200))]);
        var clustered = Of(ScoreType.Boolean, [("v", Passes(190, 200))], cluster: i => $"datapoint {i / 10}");
        var alike = Of(ScoreType.Boolean, [("v", Passes(200, 200))], cluster: i => $"datapoint {i / 10}");

        Assert.Multiple(() =>
        {
            Assert.That(alone.Check("v", Gate.AtLeast("s", 0.9)).Verdict, Is.EqualTo(GateVerdict.Pass));
            Assert.That(clustered.Check("v", Gate.AtLeast("s", 0.9)).Verdict, Is.EqualTo(GateVerdict.Inconclusive));
            Assert.That(alike.Check("v", Gate.AtLeast("s", 0.9)).Verdict, Is.EqualTo(GateVerdict.Inconclusive), "20 of 20");
        });
    }

    [Test]
    public void Scores_that_are_all_alike_decide_nothing_that_they_cannot_show()
    {
        var numbers = Of(ScoreType.Float, [("old", [1, 1]), ("new", [1, 1])]);
        var repeated = Of(ScoreType.Boolean, [("old", Passes(40, 40)), ("new", Passes(40, 40))], cluster: i => $"datapoint {i / 2}");

        Assert.Multiple(() =>
        {
            Assert.That(numbers.Check("new", Gate.AtLeast("s", 0.99)).Verdict, Is.EqualTo(GateVerdict.Inconclusive), "two scores");
            Assert.That(numbers.Check("new", Gate.NotWorseThan("s", "old", 0.001)).Verdict, Is.EqualTo(GateVerdict.Inconclusive));
            Assert.That(repeated.Check("new", Gate.NotWorseThan("s", "old", 0.08)).Verdict, Is.EqualTo(GateVerdict.Inconclusive), "20 pairs of clusters");
            Assert.That(repeated.Check("new", Gate.NotWorseThan("s", "old", 0.2)).Verdict, Is.EqualTo(GateVerdict.Pass));
        });
    }

    [Test]
    public void Clusters_of_one_answer_each_are_none()
    {
        var result = Of(ScoreType.Boolean, [("v", Passes(190, 200))], cluster: i => $"episode {i}");

        Assert.That(result.Check("v", Gate.AtLeast("s", 0.9)).Explanation, Does.Contain("Clopper-Pearson, n = 200"));
    }

    [Test]
    public void Better_than_is_exact_for_few()
    {
        double?[] old = [.. Passes(0, 3), .. Passes(10, 10)];
        double?[] @new = [.. Passes(3, 3), .. Passes(10, 10)];
        var result = Of(ScoreType.Boolean, [("old", old), ("new", @new)]);

        Assert.That(result.Check("new", Gate.BetterThan("s", "old")).Verdict, Is.EqualTo(GateVerdict.Inconclusive), "3 of 3: exact p is 0.125");
    }

    [Test]
    public void Gates_are_checked_when_they_are_made() => Assert.Multiple(() =>
    {
        Assert.That(() => Gate.AtLeast("s", double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Gate.AtLeast("s", 0.9) with { Confidence = 95 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Gate.AtLeast("s", 0.9) with { MaxErrorShare = 5 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    });

    [Test]
    public void What_is_incomplete_or_lacks_scores_shows_nothing()
    {
        var incomplete = Of(ScoreType.Boolean, [("v", Passes(200, 200))], isComplete: false);
        var holes = Of(ScoreType.Boolean, [("v", [.. Passes(188, 188), .. new double?[12]])]);

        Assert.Multiple(() =>
        {
            Assert.That(incomplete.Check("v", Gate.AtLeast("s", 0.9)).Explanation, Is.EqualTo($"the evaluation is incomplete; resume {Guid.Empty}"));
            Assert.That(holes.Check("v", Gate.AtLeast("s", 0.9)).Verdict, Is.EqualTo(GateVerdict.Inconclusive));
            Assert.That(holes.Check("v", Gate.AtLeast("s", 0.9) with { MaxErrorShare = 0.07 }).Verdict, Is.EqualTo(GateVerdict.Pass));
        });
    }

    [Test]
    public void A_gate_per_slice_wants_every_part_to_pass()
    {
        var result = Of(ScoreType.Boolean, [("v", Passes(370, 400))], slice: static i => i < 300 ? "long" : "short");
        var whole = result.Check("v", Gate.AtLeast("s", 0.88));
        var parts = result.Check("v", Gate.AtLeast("s", 0.88) with { PerSlice = "part" });

        Assert.Multiple(() =>
        {
            Assert.That(whole.Verdict, Is.EqualTo(GateVerdict.Pass));
            Assert.That(parts.Verdict, Is.EqualTo(GateVerdict.Fail), "70 of the 100 short ones pass");
            Assert.That(parts.Explanation, Is.EqualTo("part short fails"));
            Assert.That(parts.Parts.Select(part => (part.Value, part.Verdict)), Is.EqualTo(new[] { ("long", GateVerdict.Pass), ("short", GateVerdict.Fail) }));
        });
    }

    [Test]
    public void A_verdict_says_why() => Assert.That(
        Of(ScoreType.Boolean, [("v", Passes(190, 200))]).Check("v", Gate.AtLeast("s", 0.9)).ToString(),
        Is.EqualTo("Pass: v: s at least 0.9: 0.95, between 0.9167 and 0.9726 at 0.95 (Clopper-Pearson, n = 200)"));

    [Test]
    public void Names_that_are_not_there_are_said()
    {
        var result = Of(ScoreType.Boolean, [("v", Passes(1, 2))]);

        Assert.Multiple(() =>
        {
            Assert.That(() => result.Check("w", Gate.AtLeast("s", 0.9)), Throws.ArgumentException.With.Message.EqualTo("The evaluation has no variant \"w\" (it has v)."));
            Assert.That(() => result.Check("v", Gate.AtLeast("t", 0.9)), Throws.ArgumentException.With.Message.EqualTo("The evaluation has no evaluator \"t\" (it has s)."));
            Assert.That(() => result.Check("v", Gate.NotWorseThan("s", "x", 0.1)), Throws.ArgumentException);
            Assert.That(() => Gate.NotWorseThan("s", "x", 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    private static double?[] Numbers(double mean, double spread) =>
        [.. Enumerable.Range(0, 60).Select(i => (double?)(mean + (spread * (((i * 7919) % 60) - 29.5) / 60)))];
}
