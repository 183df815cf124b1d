namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Means with their intervals, a table for each evaluator.</summary>
internal static class ScoreSection
{
    public static void Write(HtmlWriter html, EvaluationResult result, ReportOptions options)
    {
        html.Markup("<section aria-labelledby=\"scores\"><h2 id=\"scores\">Scores</h2>");
        html.Element("p class=\"soft\"", $"Means, or rates of passes, with intervals of {Figures.Percent(options.Confidence)} confidence.");
        foreach (var evaluator in result.Evaluators)
        {
            var scores = result.Runs.Select(run => (run.VariantName, Scores: result.Summarize(run.VariantName, evaluator.Name, options.Confidence))).ToList();
            var scale = Scale.Of(evaluator.ScoreType, scores.Select(static score => score.Scores.Mean));
            ChartTable.Title(html, evaluator);
            ChartTable.Begin(html, scale, ["Variant", "Mean", "Interval"], ["Scores", "Skipped", "Errors", "Unanswered", "Method"]);
            foreach (var (variant, summary) in scores)
            {
                html.Markup("<tr>").Element("th scope=\"row\"", variant);
                html.Element("td", Figures.Value(summary.Mean)).Element("td class=\"figure\"", Figures.Interval(summary.Mean));
                IntervalChart.WriteCell(html, scale, summary.Mean, $"{evaluator.Name} of {variant}");
                html.Element("td", Figures.Show(summary.Count)).Element("td", Figures.Show(summary.Skipped)).Element("td", Figures.Show(summary.Errors));
                html.Element("td", Figures.Show(summary.Unanswered)).Element("td class=\"soft\"", summary.Method).Markup("</tr>");
            }

            ChartTable.End(html);
        }

        html.Markup("</section>");
    }
}
