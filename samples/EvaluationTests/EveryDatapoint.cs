using NUnit.Framework;
using TensorZero.Embedded.Testing;

namespace EvaluationTests;

// quote:datapoints
[Evaluation("correct", DatasetFile = "golden.jsonl", Variants = ["new"])]
public sealed class EveryDatapoint : EvaluationFixture
{
    [DatapointCases]
    public void Is_answered(DatapointCase datapoint) =>
        Assert.That(Variant("new").On(datapoint).Rows, Has.All.Property("Error").Null);
}
// end
