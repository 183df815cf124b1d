namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>Configurations that TensorZero itself ships load unchanged, with their templates and schemas.</summary>
public sealed class RealConfigurationTests
{
    [Test]
    public void All_examples_are_there()
    {
        TestSuites.Require(RealConfigurations.Examples);
        Assert.That(RealConfigurations.Patterns.Count(), Is.GreaterThanOrEqualTo(60));
    }

    [TestCaseSource(typeof(RealConfigurations), nameof(RealConfigurations.Patterns))]
    public void An_example_loads_and_its_canonical_text_loads_as_the_same(string example)
    {
        var path = RealConfigurations.Find(example);
        Assert.That(Errors(path), Is.Empty);

        var loaded = ConfigurationLoading.Load(TensorZeroConfiguration.FromFile(path));
        var again = ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(loaded.CanonicalText, baseDirectory: "/nowhere"));
        Assert.That(again.Hash, Is.EqualTo(loaded.Hash));
    }

    [Test]
    public void The_end_to_end_configuration_loads_from_its_many_files()
    {
        var pattern = Path.Combine(TestSuites.Require(RealConfigurations.EndToEnd), "tensorzero.*.toml");
        var errors = Errors(pattern);
        // The suite holds no code: five evaluators' TypeScript files are missing in it.
        var withoutCode = errors.Where(problem => !problem.EndsWith(".ts`", StringComparison.Ordinal)).ToList();
        Assert.That(withoutCode, Is.Empty);
        Assert.That(errors, Has.Count.EqualTo(5));
    }

    private static List<string> Errors(string pattern) =>
        [.. ConfigurationLoading.Problems(TensorZeroConfiguration.FromFile(pattern))
            .Where(problem => problem.Severity == ConfigurationProblemSeverity.Error)
            .Select(problem => problem.ToString())];
}
