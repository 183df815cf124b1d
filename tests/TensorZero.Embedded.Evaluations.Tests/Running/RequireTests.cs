namespace TensorZero.Embedded.Evaluations.Tests.Running;

internal sealed class RequireTests
{
    [Test]
    public async Task What_passes_is_returned_and_anything_else_is_thrown_with_all_that_was_said()
    {
        await using var world = EvaluationWorld.Start();
        world.Answer = static (isGood, text) => isGood ? text : "WRONG";
        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort", Dataset = await world.CreateAsync(20), Variants = ["good", "poor"], EvaluatorNames = ["exact"],
        });

        Assert.That(result.Require("good", Gate.AtLeast("exact", 0.8), Gate.BetterThan("exact", "poor")), Has.Count.EqualTo(2));
        var failed = Assert.Throws<EvaluationGateException>(() => result.Require("poor", Gate.AtMost("exact", 0.2), Gate.AtLeast("exact", 0.8)));
        Assert.That(failed!.IsInconclusive, Is.False);
        Assert.That(failed.Message.ReplaceLineEndings("\n"), Is.EqualTo(
            """
            Not every gate passes:
              Pass: poor: exact at most 0.2: 0, between 0 and 0.1391 at 0.95 (Clopper-Pearson, n = 20)
              Fail: poor: exact at least 0.8: 0, between 0 and 0.1391 at 0.95 (Clopper-Pearson, n = 20)
            """));
        var open = Assert.Throws<EvaluationGateException>(() => result.Require("good", Gate.AtLeast("exact", 0.99)));
        Assert.That((open!.IsInconclusive, open.Results.Single().Verdict), Is.EqualTo((true, GateVerdict.Inconclusive)));
    }
}
