
namespace TensorZero.Embedded.Evaluations.Tests.Running;

internal sealed class EvaluationRunnerTests
{
    [Test]
    public async Task Every_answer_is_scored_and_everything_is_on_record()
    {
        await using var world = EvaluationWorld.Start();
        world.Answer = static (isGood, text) => isGood || text == "item a" ? text : "WRONG";
        world.Judge = static prompt => prompt.Contains("WRONG", StringComparison.Ordinal) ? """{"score": false}""" : """{"score": true}""";
        var dataset = await world.CreateAsync(3);

        var result = await world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good", "poor"],
            Tags = new Dictionary<string, string> { ["branch"] = "main" },
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.IsComplete);
            Assert.That(result.Evaluators.Select(evaluator => evaluator.Name), Is.EqualTo(new[] { "exact", "judge", "lower" }));
            Assert.That(Rate(result, "good", "exact"), Is.EqualTo((3, 1.0)));
            Assert.That(Rate(result, "poor", "exact"), Is.EqualTo((3, 1.0 / 3)));
            Assert.That(Rate(result, "poor", "lower"), Is.EqualTo((3, 1.0 / 3)));
            Assert.That(Rate(result, "poor", "judge"), Is.EqualTo((3, 1.0 / 3)));
            Assert.That(result.Runs.Select(run => run.Usage.InputTokens), Is.EqualTo(new[] { 33, 33 }));
            Assert.That(result.Runs.Select(run => run.JudgeUsage.Cost), Is.EqualTo(new[] { 0.033m, 0.033m }));
        });
        var poor = result.Runs[1].RunId;
        Assert.That(
            await world.RowsAsync(
                $"""
                SELECT function_name, variant_name, COUNT(*) FROM chat_inference
                WHERE json_extract(tags, '$."tensorzero::evaluation_run_id"') = '{poor}'
                  AND json_extract(tags, '$."tensorzero::dataset_name"') = 'words'
                  AND json_extract(tags, '$."tensorzero::internal"') = 'true'
                  AND json_extract(tags, '$.branch') = 'main' GROUP BY 1, 2
                """),
            Is.EqualTo(new[] { "sort|poor|3" }));
        Assert.That(
            await world.RowsAsync(
                $"""
                SELECT metric_name, SUM(value), COUNT(*), COUNT(json_extract(tags, '$."tensorzero::evaluator_inference_id"')) FROM boolean_metric_feedback
                WHERE json_extract(tags, '$."tensorzero::evaluation_run_id"') = '{poor}' GROUP BY 1 ORDER BY 1
                """),
            Is.EqualTo(new[]
            {
                "tensorzero::function_name::sort::evaluator_name::exact|1|3|0",
                "tensorzero::function_name::sort::evaluator_name::judge|1|3|3",
                "tensorzero::function_name::sort::evaluator_name::lower|1|3|0",
            }));
    }

    private static (int Count, double Rate) Rate(EvaluationResult result, string variant, string evaluator)
    {
        var summary = result.Summarize(variant, evaluator);
        return (summary.Count, summary.Mean!.Value);
    }
}
