namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>The parts of each slice, the worst first and by name.</summary>
internal static class SliceSection
{
    public static void Write(HtmlWriter html, EvaluationResult result, ReportOptions options)
    {
        if (result.Slices.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"slices\"><h2 id=\"slices\">Parts of the dataset</h2>");
        html.Element(
            "p class=\"soft\"",
            "The dot is the mean drawn towards what all parts have in common, the more the less is known of the part; the ring is the part's bare "
            + "mean. p compares the part with all the others, corrected for their number (Holm).");
        foreach (var slice in result.Slices)
        {
            foreach (var evaluator in result.Evaluators)
            {
                foreach (var run in result.Runs.Where(run => run.VariantName != options.BaselineName))
                {
                    WriteTable(html, result, options, slice, evaluator, run.VariantName);
                }
            }
        }

        html.Markup("</section>");
    }

    private static void WriteTable(
        HtmlWriter html, EvaluationResult result, ReportOptions options, Slice slice, EvaluatorInfo evaluator, string variantName)
    {
        var parts = result.SummarizeSlices(variantName, evaluator.Name, slice.Name, options.Confidence);
        html.Element("h3", $"{slice.Name}: {evaluator.Name} of {variantName}");
        if (parts.Count == 0)
        {
            html.Element("p", "No datapoint is in any part.");
            return;
        }

        var means = parts.Select(static part => part.Shrunken ?? part.Scores.Mean).ToList();
        html.Element("p", $"Worst: {parts[0].Value}, {Figures.Value(means[0])} ({Figures.Interval(means[0])}), of {parts[0].Scores.Count} scores.");
        var scale = Scale.Of(evaluator.ScoreType, means, parts.Select(static part => part.Scores.Mean?.Value).OfType<double>());
        ChartTable.Begin(html, scale, ["Part", "Estimate", "Interval"], ["Bare mean", "Scores", "p"]);
        foreach (var (part, mean) in parts.Zip(means))
        {
            html.Markup("<tr>").Element("th scope=\"row\"", part.Value).Element("td", Figures.Value(mean)).Element("td class=\"figure\"", Figures.Interval(mean));
            IntervalChart.WriteCell(html, scale, mean, $"{evaluator.Name} of {variantName} where {slice.Name} is {part.Value}", part.Scores.Mean?.Value);
            html.Element("td", Figures.Value(part.Scores.Mean)).Element("td", Figures.Show(part.Scores.Count));
            html.Element("td", Figures.PValue(part.AdjustedPValue)).Markup("</tr>");
        }

        ChartTable.End(html);
    }
}
