using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>
/// Wrong configurations and the exact problems they give. A case file holds blocks <c>===== title</c>, TOML, <c>-----</c>, problems;
/// words in brackets at the end of a title append the pieces of <c>pieces.toml</c> with those names.
/// </summary>
public sealed class WrongConfigurationTests
{
    private const string Folder = "tests/TensorZero.Embedded.Tests/Configuration/Cases";

    private static IEnumerable<TestCaseData> Cases =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, Folder), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => ConfigurationCase.ReadAll(File.ReadAllText(file)))
            .Select(block => new TestCaseData(block).SetArgDisplayNames(block.Title));

    [Test]
    public void There_are_at_least_120_cases() => Assert.That(Cases.Count(), Is.GreaterThanOrEqualTo(120));

    [Test]
    public void No_case_stands_twice() => Assert.That(Cases.Select(data => data.ArgDisplayNames!.Single()), Is.Unique);

    [TestCaseSource(nameof(Cases))]
    public void A_wrong_configuration_is_told_exactly(object block)
    {
        var wrong = (ConfigurationCase)block;
        Assert.That(string.Join('\n', Problems(wrong)), Is.EqualTo(wrong.Expected));
    }

    private static IReadOnlyList<ConfigurationProblem> Problems(ConfigurationCase block)
    {
        var pieces = Checkout.Read($"{Folder}/pieces.toml");
        return ConfigurationLoading.Problems(TensorZeroConfiguration.FromToml(block.Compose(pieces), Path.Combine(Checkout.Root, Folder)));
    }
}
