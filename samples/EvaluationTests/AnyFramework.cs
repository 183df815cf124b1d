using NUnit.Framework;
using TensorZero.Embedded;
using TensorZero.Embedded.Evaluations;

namespace EvaluationTests;

/// <summary>Nothing of NUnit in the part that is shown.</summary>
public sealed class AnyFramework
{
    [Test]
    public async Task An_assertion_without_a_framework()
    {
        // quote:require
        await using var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile("config/tensorzero.toml"), SqlitePath = ":memory:",
        });
        var result = await new EvaluationRunner(engine).RunAsync(new EvaluationRequest
        {
            FunctionName = "correct", Dataset = EvaluationDataset.FromFile("golden.jsonl"), Variants = ["old", "new"],
        });
        result.Require("new", Gate.AtLeast("exact", 0.85), Gate.NotWorseThan("exact", "old", margin: 0.05));
        // end

        // quote:report
        var options = new ReportOptions
        {
            BaselineName = "old",
            Gates = [result.Check("new", Gate.NotWorseThan("exact", "old", margin: 0.05))],
            MaxDatapoints = 20,
        };
        await HtmlReport.WriteAsync(result, engine.History, "report.html", options);
        await File.WriteAllTextAsync("report.md", MarkdownReport.Create(result, options));
        // end

        Assert.That(await File.ReadAllTextAsync("report.html"), Does.Contain("sentence").Or.Contain("exact"));
    }
}
