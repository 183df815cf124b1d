using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>Configurations that TensorZero itself ships load unchanged.</summary>
public sealed class RealConfigurationTests
{
    private const string EndToEnd = "tensorzero-configs/crates/tensorzero-core/tests/e2e/config";

    private const string ManyFiles = "docs/guides/operations/organize-your-configuration/config";

    private static IEnumerable<string> Examples => TestSuites.Find("tensorzero-configs/examples") is { } folder
        ? Directory.EnumerateFiles(folder, "*.toml", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Length > 0)
            .Select(file => Path.GetRelativePath(folder, file))
            // One example is a folder of files that only together are a configuration.
            .Select(file => file.Contains(ManyFiles, StringComparison.Ordinal) ? ManyFiles + "/**/*.toml" : file)
            .Distinct()
            .Order(StringComparer.Ordinal)
        : [];

    [Test]
    public void All_examples_are_there()
    {
        TestSuites.Require("tensorzero-configs/examples");
        Assert.That(Examples.Count(), Is.GreaterThanOrEqualTo(60));
    }

    [TestCaseSource(nameof(Examples))]
    public void An_example_loads(string example)
    {
        var path = Path.Combine(TestSuites.Require("tensorzero-configs/examples"), example);
        Assert.That(Problems(path), Is.Empty);
    }

    [Test]
    public void The_end_to_end_configuration_loads_from_its_many_files()
    {
        var pattern = Path.Combine(TestSuites.Require(EndToEnd), "tensorzero.*.toml");
        var problems = Problems(pattern);
        // The suite holds no code: five evaluators' TypeScript files are missing in it.
        var withoutCode = problems.Where(problem => !problem.EndsWith(".ts`", StringComparison.Ordinal)).ToList();
        Assert.That(withoutCode, Is.Empty);
        Assert.That(problems, Has.Count.EqualTo(5));
    }

    private static IReadOnlyList<string> Problems(string pattern)
    {
        try
        {
            var loaded = ConfigurationLoader.Load(TensorZeroConfiguration.FromFile(pattern));
            TestContext.Out.WriteLine(string.Join('\n', loaded.Warnings));
            return [];
        }
        catch (ConfigurationException exception)
        {
            return [.. exception.Problems.Where(problem => problem.Severity == ConfigurationProblemSeverity.Error).Select(problem => problem.ToString())];
        }
    }
}
