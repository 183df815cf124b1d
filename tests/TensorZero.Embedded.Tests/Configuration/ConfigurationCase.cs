namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>One block of a case file.</summary>
internal sealed record ConfigurationCase(string Title, string Toml, string Expected)
{
    private const string Start = "===== ";
    private const string Middle = "\n-----\n";
    private const string PieceStart = "# piece ";

    public static IEnumerable<ConfigurationCase> ReadAll(string text)
    {
        foreach (var block in ("\n" + text).Split("\n" + Start, StringSplitOptions.RemoveEmptyEntries))
        {
            var titleEnd = block.IndexOf('\n', StringComparison.Ordinal);
            var middle = block.IndexOf(Middle, StringComparison.Ordinal);
            yield return new ConfigurationCase(
                block[..titleEnd].Trim(), block[(titleEnd + 1)..(middle + 1)], block[(middle + Middle.Length)..].Trim());
        }
    }

    /// <summary>The TOML, with the pieces behind it so that its line numbers stand.</summary>
    public string Compose(string pieces)
    {
        var words = Title.EndsWith(']') ? Title[(Title.LastIndexOf('[') + 1)..^1].Split(' ') : [];
        var chosen = pieces.Split(PieceStart).Where(piece => words.Contains(piece.Split('\n')[0].Trim())).Select(piece => "# " + piece);
        return Toml + string.Concat(chosen);
    }
}
