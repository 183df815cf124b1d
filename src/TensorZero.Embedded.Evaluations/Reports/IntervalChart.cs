using System.Globalization;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>
/// Draws intervals in cells of a table: a whisker with a dot, all rows on one axis, whose ends stand in the head. Strokes keep their width
/// however wide the cell is, and the dot is a stroke of no length with round ends, so it stays round.
/// </summary>
internal static class IntervalChart
{
    public static void WriteHead(HtmlWriter html, Scale scale)
    {
        html.Markup("<th scope=\"col\" class=\"chart\"><span class=\"axis\">");
        html.Element("span", Figures.Roughly(scale.Least));
        html.Element("span", Figures.Roughly(scale.Middle));
        html.Element("span", Figures.Roughly(scale.Most)).Markup("</span></th>");
    }

    /// <param name="html">Where to.</param>
    /// <param name="scale">The axis.</param>
    /// <param name="estimate">What is drawn; null leaves the cell empty.</param>
    /// <param name="what">What it is, for who does not see it.</param>
    /// <param name="bare">The estimate before something was done to it, as a hollow dot; null for none.</param>
    public static void WriteCell(HtmlWriter html, Scale scale, Estimate? estimate, string what, double? bare = null)
    {
        html.Markup("<td class=\"chart\">");
        if (estimate is not null)
        {
            html.Markup("<svg class=\"interval\" viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" role=\"img\">");
            html.Element("title", what);
            html.Element("desc", $"{Figures.Show(estimate.Value)}, between {Figures.Show(estimate.Lower)} and {Figures.Show(estimate.Upper)}");
            if (scale.HasZeroInside)
            {
                Line(html, "zero", scale.PlaceOf(0), 0, scale.PlaceOf(0), 20);
            }

            Line(html, "whisker", scale.PlaceOf(estimate.Lower), 10, scale.PlaceOf(estimate.Upper), 10);
            if (bare is { } value)
            {
                Dot(html, "bare", scale.PlaceOf(value));
                Dot(html, "hole", scale.PlaceOf(value));
            }

            Dot(html, "dot", scale.PlaceOf(estimate.Value));
            html.Markup("</svg>");
        }

        html.Markup("</td>");
    }

    private static void Line(HtmlWriter html, string kind, double x1, double y1, double x2, double y2) => html.Markup(string.Create(
        CultureInfo.InvariantCulture,
        $"<line class=\"{kind}\" x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" vector-effect=\"non-scaling-stroke\"/>"));

    private static void Dot(HtmlWriter html, string kind, double x) => html.Markup(string.Create(
        CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"M{x:0.##} 10h0.001\" vector-effect=\"non-scaling-stroke\"/>"));
}
