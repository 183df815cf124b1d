// quote:fixture
using NUnit.Framework;
using TensorZero.Embedded.Testing;

namespace EvaluationTests;

[Evaluation("correct", DatasetFile = "golden.jsonl", Variants = ["old", "new"], Baseline = "old")]
public sealed class CorrectionEvaluation : EvaluationFixture
{
    [Test]
    public void New_is_right_most_of_the_time() => Assert.That(Variant("new"), Passes.AtLeast("exact", 0.85));

    [Test]
    public void New_is_no_worse_than_old() => Assert.That(Variant("new"), Passes.NotWorseThan("exact", "old", margin: 0.05));

    [Test]
    public void New_is_nearly_perfect() => Assert.That(Variant("new"), Passes.AtLeast("exact", 0.95).OrInconclusive);
}
// end
