namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>What was evaluated, what the gates say, and what a reader must know.</summary>
internal static class OverviewSection
{
    public static void Write(HtmlWriter html, EvaluationResult result, ReportOptions options)
    {
        html.Markup("<header>").Element("h1", result.Name);
        html.Markup("<dl>");
        Fact(html, "Function", result.FunctionName);
        Fact(html, "Dataset", $"{result.DatasetName}, {result.DatapointCount} datapoints{(result.Repeats > 1 ? $", {result.Repeats} answers to each" : "")}");
        Fact(html, "Evaluation", $"{result.Id}");
        foreach (var run in result.Runs)
        {
            Fact(html, $"Run of {run.VariantName}", $"{run.RunId}");
        }

        html.Markup("</dl></header>");
        foreach (var note in EvaluationNotes.Of(result))
        {
            html.Element("p class=\"note\"", note);
        }

        if (options.Gates.Count > 0)
        {
            html.Markup("<section aria-labelledby=\"gates\"><h2 id=\"gates\">Gates</h2><div class=\"wide\" tabindex=\"0\"><table>").Head("Verdict", "Variant", "Gate", "Reason");
            html.Markup("<tbody>");
            foreach (var gate in options.Gates)
            {
                html.Markup("<tr><td>");
                WriteVerdict(html, gate.Verdict);
                html.Markup("</td>").Element("td", gate.VariantName).Element("td class=\"gate\"", $"{gate.Gate}").Element("td class=\"said\"", gate.Explanation).Markup("</tr>");
            }

            html.Markup("</tbody></table></div></section>");
        }
    }

    private static void WriteVerdict(HtmlWriter html, GateVerdict verdict) =>
        html.Element($"span class=\"verdict {verdict.ToString().ToLowerInvariant()}\"", $"{verdict}");

    private static void Fact(HtmlWriter html, string name, string value) => html.Element("dt", name).Element("dd", value);
}
