namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>A body as it stands in the file: JSON a value a line, anything else (events, error pages) as it came, its lines ending in line feeds.</summary>
internal static class CassetteBody
{
    public static string ToText(string body) =>
        JsonLayout.TryIndent(body) ?? CassetteFormat.WithLineFeeds(body);
}
