using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Writes a cassette's text: by what was asked, so that the order in which requests under way at once came changes nothing.</summary>
internal static class CassetteWriter
{
    private const string Introduction =
        "What model providers answered in a test that replays it. Recorded, not written: change the test and record it anew.";

    /// <param name="exchanges">In the order in which they were asked, which answers to the same request keep.</param>
    public static string Write(IEnumerable<CassetteExchange> exchanges)
    {
        var text = new StringBuilder($"{CassetteFormat.Title}\n{Introduction}\n\n");
        var sorted = exchanges
            .OrderBy(static exchange => exchange.Request.Line, StringComparer.Ordinal)
            .ThenBy(static exchange => exchange.Request.Body, StringComparer.Ordinal);
        foreach (var (request, reply, _) in sorted)
        {
            text.Append(CassetteFormat.Request).Append(request.Line).Append('\n');
            AppendBody(text, request.Body);
            text.Append(CultureInfo.InvariantCulture, $"{CassetteFormat.Reply}{reply.Status}\n");
            foreach (var (name, value) in reply.Headers)
            {
                text.Append(name).Append(": ").Append(value).Append('\n');
            }

            text.Append('\n');
            AppendBody(text, reply.Body);
            text.Append('\n');
        }

        return text.Append(CassetteFormat.End).Append('\n').ToString();
    }

    private static void AppendBody(StringBuilder text, string body)
    {
        foreach (var line in body.Split('\n'))
        {
            text.Append(CassetteFormat.ToFile(line)).Append('\n');
        }
    }
}
