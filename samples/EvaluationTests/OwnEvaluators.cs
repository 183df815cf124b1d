using NUnit.Framework;
using TensorZero.Embedded;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Testing;

namespace EvaluationTests;

// quote:own
public sealed class OwnEvaluators : EvaluationFixture
{
    protected override void Configure(TensorZeroOptions options) => options.SqlitePath = "evaluations.db";

    protected override EvaluationRequest CreateRequest() => new()
    {
        FunctionName = "correct",
        Dataset = EvaluationDataset.FromFile("golden.jsonl"),
        Variants = ["new"],
        Evaluators = [Evaluator.Boolean("ends_well", answer => answer.Text.EndsWith('.'))],
        Slices = [Slice.ByTag("subject")],
    };

    [Test]
    public void Every_sentence_ends() => Assert.That(Variant("new"), Passes.AtLeast("ends_well", 0.9));
}
// end
