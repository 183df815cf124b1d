using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Tests.House;

/// <summary>
/// Checks that the code in a Markdown text stands in the samples: a block below <c>&lt;!-- quote: FILE#NAME --&gt;</c> equals, but for the
/// indentation, what FILE holds between a comment line <c>quote:NAME</c> and a comment line <c>end</c> (all of FILE without #NAME).
/// </summary>
internal static partial class Quotes
{
    private static readonly string[] MustBeQuoted = ["csharp", "cs", "c#"];

    /// <param name="markdown">The text.</param>
    /// <param name="read">A file's text by its path from the root; null when there is none.</param>
    public static IEnumerable<string> Problems(string markdown, Func<string, string?> read)
    {
        foreach (var block in Markdown.CodeBlocks(markdown))
        {
            if (block.Quote is null)
            {
                if (MustBeQuoted.Contains(block.Language.ToLowerInvariant()))
                {
                    yield return $"line {block.Line}: C# that quotes no sample: put <!-- quote: samples/...#name --> above it";
                }

                continue;
            }

            var (file, name) = block.Quote.Split('#') is [var path, var part] ? (path, part) : (block.Quote, null);
            if (read(file) is not { } source)
            {
                yield return $"line {block.Line}: quotes {file}, which does not exist";
            }
            else if (Part(source, name) is not { } quoted)
            {
                yield return $"line {block.Line}: {file} has no part \"quote:{name}\"";
            }
            else if (quoted != Dedented(block.Code.Split('\n')))
            {
                yield return $"line {block.Line}: is not what {block.Quote} says:\n{quoted}";
            }
        }
    }

    private static string? Part(string source, string? name)
    {
        var lines = source.Split('\n');
        if (name is null)
        {
            return Dedented(lines.Where(line => !Marker().IsMatch(line)));
        }

        var start = Array.FindIndex(lines, line => Marker().Match(line) is { Success: true } marker && marker.Groups["name"].Value == name);
        var end = start < 0 ? -1 : Array.FindIndex(lines, start, line => Marker().Match(line).Groups["end"].Success);
        return end < 0 ? null : Dedented(lines[(start + 1)..end]);
    }

    private static string Dedented(IEnumerable<string> source)
    {
        var lines = source.Select(line => line.TrimEnd()).ToArray();
        var indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : "")).Trim('\n');
    }

    [GeneratedRegex(@"^\s*(//|#|<!--|\{#)\s*(quote:(?<name>[\w-]+)|(?<end>end))\s*(-->|#\})?\s*$")]
    private static partial Regex Marker();
}
