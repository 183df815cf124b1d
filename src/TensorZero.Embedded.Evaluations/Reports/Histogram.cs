using System.Globalization;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Draws how numbers are spread, in bars of equal width from 0 on.</summary>
internal static class Histogram
{
    private const int Bars = 24;
    private const int Height = 20;

    /// <param name="html">Where to.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="values">The numbers; not negative.</param>
    /// <param name="most">The right end of the axis, of all histograms that are compared.</param>
    /// <param name="show">How a number is written.</param>
    public static void Write(HtmlWriter html, string title, double[] values, double most, Func<double, string> show)
    {
        var spread = Describe(values, show);
        html.Markup("<figure>").Markup("<figcaption>").Element("b", title).Text($" {spread}").Markup("</figcaption>");
        if (values.Length > 0)
        {
            html.Markup($"<svg class=\"histogram\" viewBox=\"0 0 {Bars} {Height}\" preserveAspectRatio=\"none\" role=\"img\">");
            html.Element("title", title).Element("desc", spread);
            var counts = Count(values, most);
            var highest = counts.Max();
            foreach (var (bar, count) in counts.Index().Where(static bar => bar.Item > 0))
            {
                var height = Math.Max(0.4, (double)count / highest * Height);
                html.Markup(string.Create(
                    CultureInfo.InvariantCulture, $"<rect x=\"{bar + 0.06:0.##}\" y=\"{Height - height:0.##}\" width=\"0.88\" height=\"{height:0.##}\"/>"));
            }

            html.Markup("</svg><span class=\"axis\">").Element("span", show(0)).Element("span", show(most)).Markup("</span>");
        }

        html.Markup("</figure>");
    }

    private static string Describe(double[] values, Func<double, string> show)
    {
        if (values.Length == 0)
        {
            return "nothing is known";
        }

        double[] sorted = [.. values.Order()];
        return $"half are at most {show(At(sorted, 0.5))}, 95 % at most {show(At(sorted, 0.95))}, the most is {show(sorted[^1])}";
    }

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    private static int[] Count(double[] values, double most)
    {
        var counts = new int[Bars];
        foreach (var value in values)
        {
            counts[most > 0 ? Math.Clamp((int)(value / most * Bars), 0, Bars - 1) : 0]++;
        }

        return counts;
    }
}
