namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>What people would say, where judges have been compared with them.</summary>
internal static class CorrectionSection
{
    public static void Write(HtmlWriter html, EvaluationResult result, ReportOptions options)
    {
        if (options.CorrectedScores.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"people\"><h2 id=\"people\">As people would judge</h2>");
        html.Element(
            "p class=\"soft\"",
            "Judges err. The dot is the mean or rate as people would have it, as far as the judge's calibration tells; its interval counts what is "
            + "uncertain about the judge, too. The ring is what the judge itself said of the same answers: those outside of its calibration, and of "
            + "answers that resemble one another the first.");
        foreach (var group in options.CorrectedScores.GroupBy(static score => score.EvaluatorName))
        {
            var scale = Scale.Of(
                result.Evaluator(group.Key).ScoreType, group.Select(static score => score.Corrected), group.Select(static score => score.Raw.Value));
            ChartTable.Title(html, result.Evaluator(group.Key));
            ChartTable.Begin(html, scale, ["Variant", "Judge", "People", "Interval"], ["Answers", "Method"]);
            foreach (var score in group)
            {
                html.Markup("<tr>").Element("th scope=\"row\"", score.VariantName);
                html.Element("td", Figures.Value(score.Raw)).Element("td", Figures.Value(score.Corrected));
                html.Element("td class=\"figure\"", Figures.Interval(score.Corrected, options.Confidence));
                IntervalChart.WriteCell(html, scale, score.Corrected, $"{group.Key} of {score.VariantName} as people would judge", score.Raw.Value);
                html.Element("td", Figures.Show(score.Judged)).Element("td class=\"soft\"", score.Method).Markup("</tr>");
            }

            ChartTable.End(html);
            foreach (var warning in group.SelectMany(static score => score.Warnings).Distinct())
            {
                html.Element("p class=\"note\"", warning);
            }
        }

        html.Markup("</section>");
    }
}
