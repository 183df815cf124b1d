using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Tests.House;

/// <summary>What the documentation shows and links to exists, and no text names a machine or a package registry's host.</summary>
public sealed class DocsTest
{
    /// <summary>In pieces, so that this file does not hold them.</summary>
    private static readonly string[] Forbidden =
    [
        "api." + @"nuget\.org", "registry." + @"npmjs\.org", "registry." + @"yarnpkg\.com", "proxy." + @"golang\.org",
        @"(?<![\w./}~-])/" + "(work|root|home)/", @"\b[A-Z]:\\" + "Users",
    ];

    private static IEnumerable<string> MarkdownFiles() =>
        Checkout.TextFiles().Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [TestCaseSource(nameof(MarkdownFiles))]
    public void Every_piece_of_code_equals_its_source(string file) =>
        Assert.That(Quotes.Problems(Checkout.Read(file), ReadIfThere), Is.Empty);

    [TestCaseSource(nameof(MarkdownFiles))]
    public void Every_relative_link_leads_somewhere(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var dead = Markdown.Links(Checkout.Read(file))
            .Where(link => !link.Target.Contains(':', StringComparison.Ordinal))
            .Where(link => !LeadsSomewhere(file, folder, link.Target))
            .Select(link => $"{file}:{link.Line}: {link.Target}");

        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void No_text_names_a_machine_or_a_registry()
    {
        var forbidden = new Regex(string.Join('|', Forbidden));
        var found = Checkout.TextFiles().SelectMany(file => File.ReadLines(Path.Combine(Checkout.Root, file)).Index()
            .Where(line => forbidden.IsMatch(line.Item))
            .Select(line => $"{file}:{line.Index + 1}: {forbidden.Match(line.Item).Value}"));

        Assert.That(found, Is.Empty);
    }

    private static bool LeadsSomewhere(string file, string folder, string target)
    {
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
        var linked = path.Length == 0 ? file : Path.Combine(folder, path);
        var full = Path.Combine(Checkout.Root, linked);
        return (File.Exists(full) || Directory.Exists(full)) &&
            (anchor.Length == 0 || Markdown.Anchors(Checkout.Read(linked)).Contains(anchor));
    }

    private static string? ReadIfThere(string path) => File.Exists(Path.Combine(Checkout.Root, path)) ? Checkout.Read(path) : null;
}
