using TensorZero.Embedded.Testing;

namespace TensorZero.Embedded.Evaluations.Tests.Testing;

/// <summary>
/// Run by <see cref="EvaluationFixtureTests"/>, which knows what comes of each test: of 20 datapoints <c>plain</c> gets 19 right and <c>odd</c>
/// none.
/// </summary>
[Explicit("Half of its tests fail on purpose.")]
[Evaluation(
    "reply",
    ConfigurationFiles = "Testing/Cases/tensorzero.toml",
    DatasetFile = "Testing/Cases/words.jsonl",
    Variants = ["plain", "odd", "down"],
    Baseline = "odd")]
internal sealed class ReplyFixture : EvaluationFixture
{
    [Test]
    public void Is_shown() => Assert.That(Variant("plain"), Passes.AtLeast("exact", 0.7));

    [Test]
    public void Is_shown_not_to_be_so() => Assert.That(Variant("odd"), Passes.AtLeast("exact", 0.7));

    [Test]
    public void Shows_nothing() => Assert.That(Variant("plain"), Passes.AtLeast("exact", 0.9));

    [Test]
    public void Shows_nothing_and_says_so() => Assert.That(Variant("plain"), Passes.AtLeast("exact", 0.9).OrInconclusive);

    [Test]
    public void Compares() => Assert.That(Variant("plain"), Passes.BetterThan("exact", "odd"));

    [Test]
    public void Compares_and_fails() => Assert.That(Variant("odd"), Passes.NotWorseThan("exact", "plain", margin: 0.05).WithConfidence(0.9));

    [Test]
    public void Is_shown_without_a_fixture() => Assert.That(Result.Variant("plain"), Passes.Gate(Gate.Cutoff("exact", 0.95)));

    [Test]
    public void Knows_no_such_evaluator() => Assert.That(Variant("plain"), Passes.AtLeast("exakt", 0.9));

    [Test]
    public void Judges_variants_only() => Assert.That(Result, Passes.AtLeast("exact", 0.9));

    [DatapointCases]
    public void Each(DatapointCase datapoint) => Assert.That(Variant("plain").On(datapoint), Passes.Evaluator("exact"));

    [DatapointCases]
    public void Nobody_answers(DatapointCase datapoint) => Assert.That(Variant("down").On(datapoint), Passes.Evaluator("exact"));
}
