using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>The page of a report: head, then one section after another. The policy lets nothing run or load but what stands in it.</summary>
internal static class HtmlPage
{
    private static readonly string Style = Read("report.css");
    private static readonly string Script = Read("report.js");

    public static string Of(EvaluationResult result, ReportOptions options, IReadOnlyList<ShownDatapoint> shown, ShownContent content)
    {
        var html = new HtmlWriter()
            .Markup("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Markup($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {HashOf(Style)}; script-src {HashOf(Script)}; base-uri 'none'; form-action 'none'\">")
            .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">")
            .Element("title", $"Evaluation {result.Name}")
            .Markup("<style>").Markup(Style).Markup("</style></head><body><main>");
        OverviewSection.Write(html, result, options);
        ScoreSection.Write(html, result, options);
        DifferenceSection.Write(html, result, options);
        GapSection.Write(html, result, options);
        CorrectionSection.Write(html, result, options);
        SliceSection.Write(html, result, options);
        CostSection.Write(html, result);
        DatapointSection.Write(html, result, options, shown, content);
        return html.Markup("</main><script>").Markup(Script).Markup("</script></body></html>\n").ToString();
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>Line ends as browsers see them, or the hash would be another one.</summary>
    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
