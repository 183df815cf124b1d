using System.Globalization;
using EvaluationsSample;
using TensorZero.Embedded;
using TensorZero.Embedded.Evaluations;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Directory.SetCurrentDirectory(AppContext.BaseDirectory);
var queues = StandInModel.ReadQueues("data/tickets.jsonl");
var options = new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromFile("config/tensorzero.toml"), SqlitePath = ":memory:" };
options.AddProviderType("stand_in", settings => new StandInModel(
    settings.Settings.GetProperty("accuracy").GetDouble(), settings.Settings.GetProperty("seed").GetInt32(), queues));
await using var engine = await TensorZeroEngine.CreateAsync(options);

// quote:request
var runner = new EvaluationRunner(engine);
var request = new EvaluationRequest
{
    FunctionName = "route_ticket",
    Dataset = EvaluationDataset.FromFile("data/tickets.jsonl"),
    Variants = ["current", "rephrased", "hasty"],
    Slices = [Slice.ByTag("channel"), Slice.ByLength(80, 160)],
};
var notWorse = Gate.NotWorseThan("right_queue", baselineName: "current", margin: 0.08);
// end

// quote:forecast
var forecast = await runner.ForecastAsync(request, [notWorse], new ForecastAssumptions { Discordance = 0.15 });
Console.WriteLine($"{forecast.AnswerCount} answers. {forecast.Gates[0].Explanation}\n");
// end

// quote:run
var result = await runner.RunAsync(request);
foreach (var run in result.Runs)
{
    var scores = result.Summarize(run.VariantName, "right_queue");
    Console.WriteLine($"{run.VariantName,-10} {scores.Mean!.Value:P1} of {scores.Count}, {scores.Mean.Lower:P1} to {scores.Mean.Upper:P1}");
}
// end

Console.WriteLine();
// quote:compare
foreach (var comparison in result.CompareAll("current"))
{
    Console.WriteLine($"{comparison.VariantName,-10} {comparison.Difference!.Value,6:P1} against current, "
        + $"{comparison.Difference.Lower:P1} to {comparison.Difference.Upper:P1}, p = {comparison.AdjustedPValue:0.0000}");
}
// end

Console.WriteLine();
// quote:slices
var worst = result.SummarizeSlices("hasty", "right_queue", "channel")[0];
Console.WriteLine($"hasty is weakest on {worst.SliceName} {worst.Value}: {worst.Shrunken!.Value:P1} "
    + $"({worst.Shrunken.Lower:P1} to {worst.Shrunken.Upper:P1})\n");
// end

// The same question with a tenth of the datapoints.
var few = await runner.RunAsync(new EvaluationRequest
{
    FunctionName = request.FunctionName,
    Dataset = request.Dataset,
    Variants = request.Variants,
    MaxDatapoints = 20,
});

(GateResult Gate, GateVerdict Expected)[] verdicts =
[
    (result.Check("rephrased", notWorse), GateVerdict.Pass),
    (result.Check("hasty", notWorse), GateVerdict.Fail),
    (result.Check("current", Gate.AtLeast("right_queue", 0.85)), GateVerdict.Pass),
    (result.Check("hasty", Gate.AtLeast("right_queue", 0.85)), GateVerdict.Fail),
    (few.Check("rephrased", notWorse), GateVerdict.Inconclusive),
    (few.Check("current", Gate.AtLeast("right_queue", 0.85)), GateVerdict.Inconclusive),
];
foreach (var (gate, _) in verdicts)
{
    Console.WriteLine(gate);
}

// quote:report
await HtmlReport.WriteAsync(result, engine.History, "report.html", new ReportOptions
{
    BaselineName = "current",
    Gates = [result.Check("rephrased", notWorse), result.Check("hasty", notWorse)],
});
// end

Console.WriteLine($"\nReport: {Path.GetFullPath("report.html")}");

// The stand-in's accuracy is known, so is what a right evaluation says of it.
var wrong = verdicts.Count(static verdict => verdict.Gate.Verdict != verdict.Expected);
Console.WriteLine(wrong == 0 ? "\nEvery verdict is as it should be." : $"\n{wrong} verdicts are not as they should be.");
return wrong == 0 ? 0 : 1;
