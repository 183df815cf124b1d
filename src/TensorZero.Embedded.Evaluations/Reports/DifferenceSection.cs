namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Every variant against the baseline, on the same datapoints.</summary>
internal static class DifferenceSection
{
    public static void Write(HtmlWriter html, EvaluationResult result, ReportOptions options)
    {
        if (options.BaselineName is not { } baseline)
        {
            return;
        }

        var comparisons = result.CompareAll(baseline, new ComparisonOptions { Confidence = options.Confidence });
        html.Markup("<section aria-labelledby=\"differences\">").Element("h2 id=\"differences\"", $"Differences to {baseline}");
        html.Element(
            "p class=\"soft\"",
            "On the same datapoints. p is how likely so large a difference would be if there were none, corrected for the number of comparisons (Holm).");
        foreach (var group in comparisons.GroupBy(static comparison => comparison.EvaluatorName))
        {
            var scale = Scale.OfDifferences(group.Select(static comparison => comparison.Difference));
            ChartTable.Title(html, result.Evaluator(group.Key));
            ChartTable.Begin(html, scale, ["Variant", "Difference", "Interval"], ["p", "Pairs", "Effect size", "Method"]);
            foreach (var comparison in group)
            {
                html.Markup("<tr>").Element("th scope=\"row\"", comparison.VariantName);
                html.Element("td", Figures.Difference(comparison.Difference)).Element("td class=\"figure\"", Figures.Interval(comparison.Difference));
                IntervalChart.WriteCell(html, scale, comparison.Difference, $"{group.Key} of {comparison.VariantName} less {baseline}");
                html.Element("td", Figures.PValue(comparison.AdjustedPValue)).Element("td", Figures.Show(comparison.Pairs));
                html.Element("td", Figures.Value(comparison.EffectSize)).Element("td class=\"soft\"", comparison.Method).Markup("</tr>");
            }

            ChartTable.End(html);
        }

        html.Markup("</section>");
    }
}
