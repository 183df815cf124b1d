namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>A table with one column in which intervals are drawn.</summary>
internal static class ChartTable
{
    /// <summary>What tables about an evaluator begin with.</summary>
    public static void Title(HtmlWriter html, EvaluatorInfo evaluator) =>
        html.Element("h3", evaluator.LowerIsBetter ? $"{evaluator.Name} (less is better)" : evaluator.Name);

    /// <param name="html">Where to.</param>
    /// <param name="scale">The axis of the drawn column.</param>
    /// <param name="before">The columns in front of it.</param>
    /// <param name="after">Those behind it.</param>
    public static void Begin(HtmlWriter html, Scale scale, ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        html.Markup("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        Columns(html, before);
        IntervalChart.WriteHead(html, scale);
        Columns(html, after);
        html.Markup("</tr></thead><tbody>");
    }

    public static void End(HtmlWriter html) => html.Markup("</tbody></table></div>");

    private static void Columns(HtmlWriter html, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            html.Element("th scope=\"col\"", name);
        }
    }
}
