using NUnit.Framework.Interfaces;

namespace TensorZero.Embedded.Evaluations.Tests.Testing;

/// <summary>What comes of the tests of <see cref="ReplyFixture"/>, message and all.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[NonParallelizable]
internal sealed class EvaluationFixtureTests
{
    private IReadOnlyDictionary<string, ITestResult> _results = null!;

    [OneTimeSetUp]
    public void RunFixture() => _results = FixtureRun.Of(typeof(ReplyFixture));

    [TestCase("Is_shown", "Passed", "")]
    [TestCase("Compares", "Passed", "")]
    [TestCase("Is_shown_without_a_fixture", "Passed", "")]
    [TestCase(
        "Is_shown_not_to_be_so", "Failed",
        """
        Assert.That(Variant("odd"), Passes.AtLeast("exact", 0.7))
          Expected: exact at least 0.7, at a confidence of 0.95
          But was:  odd: shown not to be so: 0, between 0 and 0.1391 at 0.95 (Clopper-Pearson, n = 20)
        """)]
    [TestCase(
        "Shows_nothing", "Failed",
        """
        Assert.That(Variant("plain"), Passes.AtLeast("exact", 0.9))
          Expected: exact at least 0.9, at a confidence of 0.95
          But was:  plain: nothing is shown: 0.95, between 0.7839 and 0.9974 at 0.95 (Clopper-Pearson, n = 20)
        """)]
    [TestCase(
        "Shows_nothing_and_says_so", "Inconclusive",
        "plain: exact at least 0.9, at a confidence of 0.95: nothing is shown: 0.95, between 0.7839 and 0.9974 at 0.95 (Clopper-Pearson, n = 20)")]
    [TestCase(
        "Compares_and_fails", "Failed",
        """
        Assert.That(Variant("odd"), Passes.NotWorseThan("exact", "plain", margin: 0.05).WithConfidence(0.9))
          Expected: exact not worse than plain by 0.05, at a confidence of 0.9
          But was:  odd: shown not to be so: -0.95, between -0.9849 and -0.802 at 0.9 (Tango; McNemar, n = 20)
        """)]
    [TestCase(
        "Knows_no_such_evaluator", "Failed:Error",
        "System.ArgumentException : The evaluation has no evaluator \"exakt\" (did you mean \"exact\"?).\n  ParamName: <null>")]
    [TestCase(
        "Judges_variants_only", "Failed:Error",
        "System.ArgumentException : A gate judges a variant: write Assert.That(Variant(\"…\"), Passes.…). (Parameter 'actual')\n  ParamName: actual")]
    [TestCase("Each(words.jsonl:1)", "Passed", "")]
    [TestCase("Each(the named one)", "Passed", "")]
    [TestCase(
        "Each(words.jsonl:3)", "Failed",
        """
        Assert.That(Variant("plain").On(datapoint), Passes.Evaluator("exact"))
          Expected: exact passes
          But was:  plain: fails (inference ID)
        """)]
    public void A_test_of_the_fixture_ends_with(string test, string state, string message)
    {
        var result = _results[test];

        Assert.That(
            (result.ResultState.ToString(), Ids.Hide(result.Message.Trim().ReplaceLineEndings("\n"))),
            Is.EqualTo((state, message.ReplaceLineEndings("\n"))));
    }

    [Test]
    public void Every_datapoint_is_a_test_and_one_without_an_answer_fails()
    {
        Assert.That(_results.Keys.Count(static name => name.StartsWith("Each(", StringComparison.Ordinal)), Is.EqualTo(20));
        var unanswered = _results.Where(static result => result.Key.StartsWith("Nobody_answers(", StringComparison.Ordinal)).ToList();
        Assert.That(unanswered, Has.Count.EqualTo(20));
        Assert.That(unanswered.Select(static result => result.Value.Message), Is.All.Contains("But was:  down: no answer: no variant of function"));
    }

    [Test]
    public void The_report_is_attached_to_what_does_not_pass_and_has_all_gates()
    {
        Assert.That(_results["Shows_nothing"].TestAttachments.Select(static file => file.Description), Is.EqualTo(new[] { "The evaluation's report" }));
        Assert.That(_results["Each(words.jsonl:1)"].TestAttachments, Is.Empty);
        var report = File.ReadAllText(_results["Shows_nothing"].TestAttachments.Single().FilePath);
        Assert.That(report, Does.Contain("Pass</span>").And.Contain("Fail</span>").And.Contain("exact not worse than plain by 0.05"));
    }

    [Test]
    public void A_dataset_that_is_not_there_is_told()
    {
        var results = FixtureRun.Of(typeof(FixtureWithoutFile));

        Assert.That(results.Keys, Is.EquivalentTo(new[] { "Is_shown", "Each" }));
        Assert.That(results.Values.Select(static result => result.Message), Is.All.Contains("gone.jsonl cannot be read"));
    }
}
