using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Tests.House;

/// <summary>What the checks need of a Markdown text: its code blocks, links and headings, each with its line.</summary>
internal static partial class Markdown
{
    /// <summary>A fenced block; <paramref name="Quote"/> is what the comment on the line above says it quotes, null for none.</summary>
    public sealed record CodeBlock(int Line, string Language, string? Quote, string Code);

    public static IEnumerable<CodeBlock> CodeBlocks(string markdown)
    {
        var lines = markdown.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, at + 1, line => line.TrimEnd() == "```");
            end = end < 0 ? lines.Length : end;
            var quote = at > 0 ? QuoteComment().Match(lines[at - 1]) : Match.Empty;
            yield return new CodeBlock(
                at + 1, lines[at][3..].Trim(), quote.Success ? quote.Groups[1].Value : null, string.Join('\n', lines[(at + 1)..end]));
            at = end;
        }
    }

    public static IEnumerable<(int Line, string Target)> Links(string markdown) =>
        ProseLines(markdown).SelectMany(line =>
            Link().Matches(InlineCode().Replace(line.Text, "")).Select(link => (line.Number, link.Groups[1].Value)));

    /// <summary>The names by which a link reaches the headings.</summary>
    public static IEnumerable<string> Anchors(string markdown) =>
        ProseLines(markdown)
            .Where(line => line.Text.StartsWith('#'))
            .Select(line => NotInAnchors().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static IEnumerable<(int Number, string Text)> ProseLines(string markdown)
    {
        var inCode = false;
        foreach (var (index, line) in markdown.Split('\n').Index())
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
            }
            else if (!inCode)
            {
                yield return (index + 1, line);
            }
        }
    }

    [GeneratedRegex(@"^<!-- quote: (\S+) -->\s*$")]
    private static partial Regex QuoteComment();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
