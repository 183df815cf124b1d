using System.Text;
using TensorZero.Embedded.Evaluations.Reports;

namespace TensorZero.Embedded.Evaluations;

/// <summary>A result as a short text in Markdown, such as for the summary of a CI job. Holds names and numbers, nothing of prompts.</summary>
public static class MarkdownReport
{
    /// <summary>Makes the text.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="options">What it shows; null for the defaults.</param>
    /// <exception cref="ArgumentException">The result has no such baseline, or a gap or corrected score is about another evaluation.</exception>
    public static string Create(EvaluationResult result, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        options ??= new ReportOptions();
        options.Check(result);
        var text = new StringBuilder()
            .AppendLine($"## Evaluation {Escape(result.Name)}")
            .AppendLine()
            .AppendLine($"{Escape(result.FunctionName)} on {Escape(result.DatasetName)}, {result.DatapointCount} datapoints. Evaluation `{result.Id}`.");
        foreach (var note in EvaluationNotes.Of(result))
        {
            text.AppendLine().AppendLine(Escape(note));
        }

        Table(text, ["Verdict", "Variant", "Gate", "Reason"], options.Gates.Select(static gate =>
            new[] { $"**{gate.Verdict}**", Escape(gate.VariantName), Escape($"{gate.Gate}"), Escape(gate.Explanation) }));
        Table(text, ["Variant", "Evaluator", "Mean", $"{Figures.Percent(options.Confidence)} interval", "Scores", "Skipped", "Errors", "Unanswered"],
            from run in result.Runs
            from evaluator in result.Evaluators
            let scores = result.Summarize(run.VariantName, evaluator.Name, options.Confidence)
            select (string[])
            [
                Escape(run.VariantName), Escape(evaluator.Name), Figures.Value(scores.Mean), Figures.Interval(scores.Mean), Figures.Show(scores.Count),
                Figures.Show(scores.Skipped), Figures.Show(scores.Errors), Figures.Show(scores.Unanswered),
            ]);
        if (options.BaselineName is { } baseline)
        {
            Table(text, ["Variant", "Evaluator", $"Difference to {Escape(baseline)}", $"{Figures.Percent(options.Confidence)} interval", "p (Holm)", "Pairs"],
                result.CompareAll(baseline, new ComparisonOptions { Confidence = options.Confidence }).Select(static comparison => new[]
                {
                    Escape(comparison.VariantName), Escape(comparison.EvaluatorName), Figures.Difference(comparison.Difference),
                    Figures.Interval(comparison.Difference), Figures.PValue(comparison.AdjustedPValue), Figures.Show(comparison.Pairs),
                }));
        }

        Table(text, ["Variant", "Evaluator", "Chosen by", "Locked part", "Gap", $"{Figures.Percent(options.Confidence)} interval"], options.Gaps.Select(gap => new[]
        {
            Escape(gap.VariantName), Escape(gap.EvaluatorName), Figures.Value(gap.Validation.Mean), Figures.Value(gap.Test.Mean),
            Figures.Difference(gap.Difference), Figures.Interval(gap.Difference, options.Confidence),
        }));
        Table(text, ["Variant", "Judge", "Judge says", "People would say", $"{Figures.Percent(options.Confidence)} interval"], options.CorrectedScores.Select(score => new[]
        {
            Escape(score.VariantName), Escape(score.EvaluatorName), Figures.Value(score.Raw), Figures.Value(score.Corrected),
            Figures.Interval(score.Corrected, options.Confidence),
        }));
        foreach (var warning in options.CorrectedScores.SelectMany(static score => score.Warnings).Distinct())
        {
            text.AppendLine().AppendLine(Escape(warning));
        }

        Table(text, ["Variant", "Cost, $", "Judges' cost, $", "Mean ms"], result.Runs.Select(static run => new[]
        {
            Escape(run.VariantName), Figures.Show(run.Usage.Cost), Figures.Show(run.JudgeUsage.Cost), Figures.Milliseconds(Figures.MeanMilliseconds(run)),
        }));
        return text.ToString();
    }

    private static void Table(StringBuilder text, string[] heading, IEnumerable<string[]> rows)
    {
        string[][] lines = [.. rows];
        if (lines.Length == 0)
        {
            return;
        }

        text.AppendLine().AppendLine($"| {string.Join(" | ", heading)} |").AppendLine($"|{string.Concat(Enumerable.Repeat("---|", heading.Length))}");
        foreach (var line in lines)
        {
            text.AppendLine($"| {string.Join(" | ", line)} |");
        }
    }

    /// <summary>No text ends a cell, begins a link or becomes a tag.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            _ = char.IsControl(letter) ? escaped.Append(' ')
                : "\\`*_[]<>|#~&".Contains(letter) ? escaped.Append('\\').Append(letter)
                : escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
