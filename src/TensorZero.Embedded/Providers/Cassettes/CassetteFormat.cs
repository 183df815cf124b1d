namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>The words of the file that stand at the start of a line. A body's line that begins like one has a backslash before it.</summary>
internal static class CassetteFormat
{
    public const string Title = "TensorZero cassette 1";

    public const string Request = "=== ";

    public const string End = "=== end";

    public const string Reply = "--- ";

    private const string Escape = "\\";

    public static string ToFile(string bodyLine) => IsWord(bodyLine) || bodyLine.StartsWith(Escape, StringComparison.Ordinal) ? Escape + bodyLine : bodyLine;

    public static string FromFile(string line) => line.StartsWith(Escape, StringComparison.Ordinal) ? line[Escape.Length..] : line;

    /// <summary>Only what ends a line anywhere: JSON may have other separators in its strings.</summary>
    public static string WithLineFeeds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static bool IsWord(string line) =>
        line.StartsWith(Request, StringComparison.Ordinal) || line.StartsWith(Reply, StringComparison.Ordinal);
}
