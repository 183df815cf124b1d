using System.Text.RegularExpressions;
using TensorZero.Embedded.Templates;
using TensorZero.Embedded.Templates.Conditions;
using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Functions;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>docs/templates.md lists all that the engine has, and what it shows is so.</summary>
internal sealed partial class TemplateGuideTests
{
    private static readonly string Guide = Checkout.Read("docs/templates.md");

    private static readonly string Arguments = Markdown.CodeBlocks(Guide).Single(block => block.Language == "json").Code;

    private static IEnumerable<TestCaseData> Examples() => Shown("gives");

    private static IEnumerable<TestCaseData> Failures() => Shown("says");

    private static IEnumerable<TestCaseData> Lists()
    {
        yield return new TestCaseData("Filters", FilterTable.Names);
        yield return new TestCaseData("Tests", ConditionTable.Names);
        yield return new TestCaseData("Functions", GlobalFunctions.Names);
    }

    [TestCaseSource(nameof(Lists))]
    public void Everything_is_listed_and_nothing_else(string section, IEnumerable<string> names) =>
        Assert.That(
            Tables(section).SelectMany(table => table.Rows).SelectMany(row => Code().Matches(row[0])).Select(name => name.Groups[1].Value),
            Is.EquivalentTo(names));

    [TestCaseSource(nameof(Examples))]
    public void An_example_gives_what_stands_beside_it(string template, string output) =>
        Assert.That(TemplateRunner.Render(template, Arguments).Replace('\n', '↵'), Is.EqualTo(output));

    [TestCaseSource(nameof(Failures))]
    public void An_error_says_what_stands_beside_it(string template, string message) =>
        Assert.That(
            () => TemplateRunner.Render(template, Arguments),
            Throws.InstanceOf<TensorZeroException>().With.Message.EqualTo($"t:{message}"));

    [Test]
    public void The_limits_are_those_of_the_engine()
    {
        var limits = TemplateLimits.Default;
        Assert.That(
            Tables("Limits").Single().Rows.Select(row => row[1]),
            Is.SupersetOf(new[] { limits.Steps, limits.Characters, limits.Depth, limits.RangeItems }.Select(limit => $"{limit:N0}")));
    }

    /// <summary>The last two columns of the tables whose last column has this heading.</summary>
    private static IEnumerable<TestCaseData> Shown(string heading) =>
        from table in Tables("")
        where table.Heading[^1] == heading
        from row in table.Rows
        where row[^2].Length > 0
        select new TestCaseData(CodeOf(row[^2]), CodeOf(row[^1]));

    /// <summary>The tables below a heading, or all.</summary>
    private static IEnumerable<(string[] Heading, string[][] Rows)> Tables(string section)
    {
        var lines = Guide.Split('\n').SkipWhile(line => section.Length > 0 && line != $"## {section}").ToArray();
        var end = section.Length == 0 ? lines.Length : Array.FindIndex(lines, 1, line => line.StartsWith("## ", StringComparison.Ordinal));
        for (var at = 1; at < end; at++)
        {
            if (lines[at].StartsWith("|---", StringComparison.Ordinal))
            {
                yield return (Cells(lines[at - 1]), [.. lines.Skip(at + 1).TakeWhile(line => line.StartsWith('|')).Select(Cells)]);
            }
        }
    }

    private static string[] Cells(string line) =>
        [.. Bar().Split(line.Trim())[1..^1].Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    private static string CodeOf(string cell) => Code().Match(cell).Groups[1].Value;

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Code();
}
