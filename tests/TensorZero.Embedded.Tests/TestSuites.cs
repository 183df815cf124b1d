namespace TensorZero.Embedded.Tests;

/// <summary>
/// Finds the public test suites. They are not part of the repository: absent, a test that needs them is skipped with a reason; in
/// CI their absence is a failure.
/// </summary>
internal static class TestSuites
{
    private static readonly string? Root = FindRoot();

    public static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The folder or file of a suite; skips the running test where the suites are absent.</summary>
    public static string Require(string relativePath)
    {
        if (Find(relativePath) is { } path)
        {
            return path;
        }

        var reason = $"The test suite {relativePath} is absent: set TENSORZERO_TEST_SUITES to the folder that holds it.";
        if (IsCi)
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }

    /// <summary>The folder or file of a suite; null where the suites are absent.</summary>
    public static string? Find(string relativePath)
    {
        var path = Root is null ? null : Path.Combine(Root, relativePath);
        return Path.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("TENSORZERO_TEST_SUITES") is { Length: > 0 } configured)
        {
            return configured;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TensorZero.Embedded.sln")))
            {
                return Path.Combine(folder.Parent?.FullName ?? "", "shared", "suites");
            }
        }

        return null;
    }
}
