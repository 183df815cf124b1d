using System.Globalization;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>What the answers cost and how long they took: sums, and how they are spread.</summary>
internal static class CostSection
{
    private const string Dollars = "$";

    public static void Write(HtmlWriter html, EvaluationResult result)
    {
        html.Markup("<section aria-labelledby=\"cost\"><h2 id=\"cost\">Cost and time</h2><div class=\"wide\" tabindex=\"0\"><table>");
        html.Head("Variant", "Answers", "Failed", "Input tokens", "Output tokens", "Cost, $", "Judges' cost, $", "Mean ms").Markup("<tbody>");
        foreach (var run in result.Runs)
        {
            html.Row(
                run.VariantName,
                Figures.Show(run.Rows.Count - run.FailedCount),
                Figures.Show(run.FailedCount),
                Figures.Show(run.Usage.InputTokens),
                Figures.Show(run.Usage.OutputTokens),
                Figures.Show(run.Usage.Cost),
                Figures.Show(run.JudgeUsage.Cost),
                Figures.Milliseconds(Figures.MeanMilliseconds(run)));
        }

        html.Markup("</tbody></table></div>");
        WriteFigures(html, result, "Time", static row => row.ProcessingTime.TotalMilliseconds, static number => $"{Figures.Milliseconds(number)} ms");
        WriteFigures(html, result, "Cost of an answer", static row => (double?)row.Usage.Cost, static number =>
            Dollars + number.ToString("0.#########", CultureInfo.InvariantCulture));
        html.Markup("</section>");
    }

    private static void WriteFigures(
        HtmlWriter html, EvaluationResult result, string what, Func<EvaluationRow, double?> measure, Func<double, string> show)
    {
        var spreads = result.Runs
            .Select(run => (run.VariantName, Values: run.Rows.Where(static row => row.Error is null).Select(measure).OfType<double>().ToArray()))
            .ToList();
        var most = spreads.SelectMany(static spread => spread.Values).DefaultIfEmpty(0).Max();
        html.Markup("<div class=\"figures\">");
        foreach (var (variant, values) in spreads)
        {
            Histogram.Write(html, $"{what}, {variant}:", values, most, show);
        }

        html.Markup("</div>");
    }
}
