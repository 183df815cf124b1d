using TensorZero.Embedded.Testing;

namespace TensorZero.Embedded.Evaluations.Tests.Testing;

/// <summary>Run by <see cref="EvaluationFixtureTests"/>: its dataset is not there.</summary>
[Explicit("Fails on purpose.")]
[Evaluation("reply", ConfigurationFiles = "Testing/Cases/tensorzero.toml", DatasetFile = "Testing/Cases/gone.jsonl", Variants = ["plain"])]
internal sealed class FixtureWithoutFile : EvaluationFixture
{
    [Test]
    public void Is_shown() => Assert.That(Variant("plain"), Passes.AtLeast("exact", 0.7));

    [DatapointCases]
    public void Each(DatapointCase datapoint) => Assert.That(Variant("plain").On(datapoint), Passes.Evaluator("exact"));
}
