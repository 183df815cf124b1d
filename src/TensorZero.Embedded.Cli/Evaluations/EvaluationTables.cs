using System.CommandLine;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Evaluations.Reports;
using static TensorZero.Embedded.Evaluations.Reports.Figures;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary><c>--format pretty</c>: what an evaluation found, for people.</summary>
internal sealed class EvaluationTables(ParseResult parsed, EvaluationResult result, double confidence)
{
    private const int MostMessages = 10;

    private static readonly string[] CostHeading =
        ["VARIANT", "ANSWERS", "FAILED", "INPUT TOKENS", "OUTPUT TOKENS", "COST", "JUDGES' COST", "MEAN MS"];

    private TextWriter Output => parsed.InvocationConfiguration.Output;

    private string IntervalHeading => $"{Percent(confidence)} INTERVAL";

    public void Write(string? baseline, IReadOnlyList<GateResult> gates)
    {
        Section("Scores", ["VARIANT", "EVALUATOR", "MEAN", IntervalHeading, "N", "SKIPPED", "ERRORS", "UNANSWERED"], ScoreRows());
        if (baseline is not null)
        {
            Section($"Differences to {baseline} (p for all of them together, Holm)", ["VARIANT", "EVALUATOR", "DIFFERENCE", IntervalHeading, "PAIRS", "P"],
                result.CompareAll(baseline, new ComparisonOptions { Confidence = confidence }).Select(RowOf));
        }

        Section("Worst parts (drawn towards the mean, so that chance alone names none)", ["VARIANT", "EVALUATOR", "SLICE", "PART", "MEAN", IntervalHeading, "N", "P"], WorstParts());
        Section("Cost and time", CostHeading, result.Runs.Select(RowOf));
        Section("What went wrong", ["TIMES", "VARIANT", "WHERE", "MESSAGE"], Messages());
        Section("Gates", ["VERDICT", "VARIANT", "GATE", "REASON"], gates.Select(static gate =>
            new[] { gate.Verdict.ToString().ToUpperInvariant(), gate.VariantName, $"{gate.Gate}", gate.Explanation }));
        foreach (var note in EvaluationNotes.Of(result))
        {
            Output.WriteLine();
            Output.WriteLine(note);
        }
    }

    private void Section(string title, string[] heading, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [.. rows];
        if (lines.Count > 0)
        {
            Output.WriteLine();
            Output.WriteLine(title);
            Listing.Write(Output, Terminal.IsOutput(parsed), heading, lines);
        }
    }

    private IEnumerable<string[]> ScoreRows() =>
        from run in result.Runs
        from evaluator in result.Evaluators
        let scores = result.Summarize(run.VariantName, evaluator.Name, confidence)
        select (string[])
        [
            run.VariantName, evaluator.Name, Value(scores.Mean), Interval(scores.Mean), Show(scores.Count), Show(scores.Skipped), Show(scores.Errors),
            Show(scores.Unanswered),
        ];

    private IEnumerable<string[]> WorstParts() =>
        from run in result.Runs
        from evaluator in result.Evaluators
        from slice in result.Slices
        let parts = result.SummarizeSlices(run.VariantName, evaluator.Name, slice.Name, confidence)
        where parts.Count > 0
        let worst = parts[0]
        let mean = worst.Shrunken ?? worst.Scores.Mean
        select (string[])
        [
            run.VariantName, evaluator.Name, slice.Name, worst.Value, Value(mean), Interval(mean), Show(worst.Scores.Count), PValue(worst.AdjustedPValue),
        ];

    /// <summary>The same message many times is one row.</summary>
    private IEnumerable<string[]> Messages()
    {
        var messages = result.Runs.SelectMany(static run => run.Rows.SelectMany(row => row.Scores
            .Where(static score => score.Value.Error is not null)
            .Select(score => (run.VariantName, Where: score.Key, Message: score.Value.Error!))
            .Concat(row.Error is { } error ? [(run.VariantName, Where: "answer", Message: error)] : [])));
        return messages
            .CountBy(static message => message)
            .OrderByDescending(static message => message.Value)
            .Take(MostMessages)
            .Select(static message => new[] { Show(message.Value), message.Key.VariantName, message.Key.Where, message.Key.Message });
    }

    private static string[] RowOf(ScoreComparison comparison) =>
    [
        comparison.VariantName,
        comparison.EvaluatorName,
        Difference(comparison.Difference),
        Interval(comparison.Difference),
        Show(comparison.Pairs),
        PValue(comparison.AdjustedPValue),
    ];

    private static string[] RowOf(VariantRun run) =>
    [
        run.VariantName, Show(run.Rows.Count - run.FailedCount), Show(run.FailedCount), Show(run.Usage.InputTokens), Show(run.Usage.OutputTokens),
        Show(run.Usage.Cost), Show(run.JudgeUsage.Cost), Milliseconds(MeanMilliseconds(run)),
    ];
}
