using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Tests.Configuration.Toml;

/// <summary>The cases that toml-test lists for TOML 1.0, values included.</summary>
public sealed class TomlSuiteTests
{
    private static IEnumerable<string> Valid => Cases("valid/");

    private static IEnumerable<string> Invalid => Cases("invalid/");

    [Test]
    public void The_suite_is_complete()
    {
        TestSuites.Require("toml/tests");
        Assert.That((Valid.Count(), Invalid.Count()), Is.EqualTo((210, 499)));
    }

    [TestCaseSource(nameof(Valid))]
    public void A_valid_text_is_read_with_its_values(string name)
    {
        var (root, problems) = Read(name);
        Assert.That(problems.All, Is.Empty);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(PathOf(Path.ChangeExtension(name, ".json"))));
        TaggedJson.AssertEqual(root, expected.RootElement, "");
    }

    [TestCaseSource(nameof(Invalid))]
    public void An_invalid_text_is_refused_with_a_position(string name)
    {
        var (_, problems) = Read(name);
        Assert.That(problems.All, Is.Not.Empty);
        Assert.That(problems.All[0].Line, Is.GreaterThan(0));
        TestContext.Out.WriteLine(string.Join('\n', problems.All));
    }

    private static (TableNode Root, ProblemList Problems) Read(string name)
    {
        var problems = new ProblemList();
        return (TomlReader.Read(File.ReadAllBytes(PathOf(name)), new SourceFile(Path.GetFileName(name)), problems), problems);
    }

    private static string PathOf(string name) => Path.Combine(TestSuites.Require("toml/tests"), name);

    private static IEnumerable<string> Cases(string kind) =>
        TestSuites.Find("toml/tests/files-toml-1.0.0") is { } list
            ? File.ReadLines(list).Where(line => line.StartsWith(kind, StringComparison.Ordinal) && line.EndsWith(".toml", StringComparison.Ordinal))
            : [];
}
