namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>The worst datapoints: a table of their scores, then each with its input and the variants' answers side by side.</summary>
internal static class DatapointSection
{
    public static void Write(
        HtmlWriter html, EvaluationResult result, ReportOptions options, IReadOnlyList<ShownDatapoint> shown, ShownContent content)
    {
        if (shown.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"worst\"><h2 id=\"worst\">Worst datapoints</h2>");
        html.Element(
            "p class=\"soft\"",
            $"The {shown.Count} worst by the mean of all scores{(options.BaselineName is { } baseline ? $" of what is compared with {baseline}" : "")}; "
            + "an answer or a score that failed counts 0, numbers count from the worst to the best of this evaluation. None that is perfect is among them.");
        WriteTable(html, result, shown);
        foreach (var (number, datapoint) in shown.Index())
        {
            WriteDatapoint(html, result, datapoint, number + 1, content);
        }

        html.Markup("</section>");
    }

    private static void WriteTable(HtmlWriter html, EvaluationResult result, IReadOnlyList<ShownDatapoint> shown)
    {
        html.Markup("<div class=\"wide\" tabindex=\"0\"><table class=\"sortable\">");
        html.Head(["No.", "Variant", .. result.Evaluators.Select(static evaluator => evaluator.Name), "ms", "Cost, $"]).Markup("<tbody>");
        foreach (var (index, datapoint) in shown.Index())
        {
            foreach (var (variant, row) in RowsOf(result, datapoint))
            {
                html.Markup($"<tr><td><a href=\"#d{index + 1}\">{index + 1}</a></td>").Element("td", variant);
                foreach (var evaluator in result.Evaluators)
                {
                    html.Element("td", Show(row, evaluator));
                }

                html.Element("td", Figures.Milliseconds(row.ProcessingTime.TotalMilliseconds));
                html.Element("td", row.Error is null ? Figures.Show(row.Usage.Cost) : "").Markup("</tr>");
            }
        }

        html.Markup("</tbody></table></div>");
    }

    private static void WriteDatapoint(HtmlWriter html, EvaluationResult result, ShownDatapoint datapoint, int number, ShownContent content)
    {
        html.Markup($"<article aria-labelledby=\"d{number}\">").Element($"h3 id=\"d{number}\"", $"{number}. {datapoint.Worst.DatapointId}{RepeatOf(result, datapoint.Worst)}");
        Labelled(html, "Input", datapoint.Input ?? "(no longer on record)");
        if (datapoint.Reference is { } reference)
        {
            Labelled(html, "Reference output", reference);
        }

        html.Markup("<div class=\"answers\">");
        foreach (var (variant, row) in RowsOf(result, datapoint))
        {
            html.Markup("<section>").Element("h4", variant);
            if (row.Error is { } error)
            {
                html.Element("p class=\"error\"", content.Cut(error));
            }
            else
            {
                Labelled(html, "Output", datapoint.Outputs.GetValueOrDefault(variant) ?? "(no longer on record)");
                WriteScores(html, result, row, content);
                html.Element("p class=\"soft\"", $"{Figures.Milliseconds(row.ProcessingTime.TotalMilliseconds)} ms, {CostOf(row)}, inference {row.InferenceId}");
            }

            html.Markup("</section>");
        }

        html.Markup("</div></article>");
    }

    private static void WriteScores(HtmlWriter html, EvaluationResult result, EvaluationRow row, ShownContent content)
    {
        html.Markup("<table>").Head("Evaluator", "Score", "Reason").Markup("<tbody>");
        foreach (var evaluator in result.Evaluators)
        {
            var score = row.Scores.GetValueOrDefault(evaluator.Name);
            html.Markup("<tr>").Element("th scope=\"row\"", evaluator.Name).Element("td", Show(row, evaluator));
            html.Element("td", content.Cut((score?.IsFromPerson == true ? "A person said so. " : "") + (score?.Error ?? score?.Reason))).Markup("</tr>");
        }

        html.Markup("</tbody></table>");
    }

    private static void Labelled(HtmlWriter html, string label, string text) =>
        html.Element("p class=\"label\"", label).Element("pre dir=\"auto\" tabindex=\"0\"", text);

    private static IEnumerable<(string Variant, EvaluationRow Row)> RowsOf(EvaluationResult result, ShownDatapoint datapoint) =>
        from run in result.Runs
        where datapoint.Worst.Rows.ContainsKey(run.VariantName)
        select (run.VariantName, datapoint.Worst.Rows[run.VariantName]);

    private static string CostOf(EvaluationRow row) => row.Usage.Cost is null ? "cost unknown" : $"${Figures.Show(row.Usage.Cost)}";

    private static string RepeatOf(EvaluationResult result, WorstDatapoint datapoint) =>
        result.Repeats > 1 ? $", answer {datapoint.Repeat + 1} of {result.Repeats}" : "";

    private static string Show(EvaluationRow row, EvaluatorInfo evaluator) =>
        row.Error is not null ? "no answer" : row.Scores.GetValueOrDefault(evaluator.Name) switch
        {
            { Value: { } value } => evaluator.ScoreType == ScoreType.Boolean ? value > 0.5 ? "pass" : "fail" : Figures.Show(value),
            { Error: not null } => "error",
            not null => "skipped",
            null => "",
        };
}
