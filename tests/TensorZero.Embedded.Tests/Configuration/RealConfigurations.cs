namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>The configurations that TensorZero itself ships, as patterns of files below its examples.</summary>
internal static class RealConfigurations
{
    public const string Examples = "tensorzero-configs/examples";

    /// <summary>One configuration of many files, five of whose evaluators name code that the suite does not hold.</summary>
    public const string EndToEnd = "tensorzero-configs/crates/tensorzero-core/tests/e2e/config";

    private const string ManyFiles = "docs/guides/operations/organize-your-configuration/config";

    /// <summary>Relative to <see cref="Examples"/>; none where the suites are absent.</summary>
    public static IEnumerable<string> Patterns => TestSuites.Find(Examples) is { } folder
        ? Directory.EnumerateFiles(folder, "*.toml", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Length > 0)
            .Select(file => Path.GetRelativePath(folder, file))
            // One example is a folder of files that only together are a configuration.
            .Select(file => file.Contains(ManyFiles, StringComparison.Ordinal) ? ManyFiles + "/**/*.toml" : file)
            .Distinct()
            .Order(StringComparer.Ordinal)
        : [];

    public static string Find(string pattern) => Path.Combine(TestSuites.Require(Examples), pattern);
}
