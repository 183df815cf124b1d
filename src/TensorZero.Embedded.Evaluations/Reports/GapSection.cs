namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>How much better variants look here than on the part that nobody chose by.</summary>
internal static class GapSection
{
    public static void Write(HtmlWriter html, EvaluationResult result, ReportOptions options)
    {
        if (options.Gaps.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"gaps\"><h2 id=\"gaps\">Against the locked part</h2>");
        html.Element(
            "p class=\"soft\"",
            "The mean of the part that the variant was chosen by, less the mean of the locked part, which nobody chose by. What is chosen for its "
            + "score has in part been lucky: an interval above 0, or below it where less is better, shows how much.");
        foreach (var group in options.Gaps.GroupBy(static gap => gap.EvaluatorName))
        {
            var scale = Scale.OfDifferences(group.Select(static gap => gap.Difference));
            ChartTable.Title(html, result.Evaluator(group.Key));
            ChartTable.Begin(html, scale, ["Variant", "Chosen by", "Locked", "Gap", "Interval"], ["Scores", "Locked scores", "Method"]);
            foreach (var gap in group)
            {
                html.Markup("<tr>").Element("th scope=\"row\"", gap.VariantName);
                html.Element("td", Figures.Value(gap.Validation.Mean)).Element("td", Figures.Value(gap.Test.Mean));
                html.Element("td", Figures.Difference(gap.Difference)).Element("td class=\"figure\"", Figures.Interval(gap.Difference, options.Confidence));
                IntervalChart.WriteCell(html, scale, gap.Difference, $"{gap.EvaluatorName} of {gap.VariantName}, this part less the locked one");
                html.Element("td", Figures.Show(gap.Validation.Count)).Element("td", Figures.Show(gap.Test.Count));
                html.Element("td class=\"soft\"", gap.Method).Markup("</tr>");
            }

            ChartTable.End(html);
        }

        html.Markup("</section>");
    }
}
