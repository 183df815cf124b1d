using System.Diagnostics;
using System.Globalization;
using TensorZero.Embedded.Tests.Configuration;
using TensorZero.Embedded.Tests.Configuration.Toml;
using TensorZero.Embedded.Tests.Schemas;
using TensorZero.Embedded.Tests.Templates;

namespace TensorZero.Embedded.Tests;

/// <summary>
/// The fuzz tests of the languages once more, each in a process of its own that gets little memory: bad input never makes it need more.
/// </summary>
internal sealed class FuzzMemoryTests
{
    public const string Job = "fuzz";

    /// <summary>What the garbage collector may hold; the runtime and its code come on top.</summary>
    private const long HeapBytes = 100 * 1024 * 1024;

    private const long ProcessBytes = 200 * 1024 * 1024;

    private static readonly Dictionary<string, Action<int>> Fuzzers = new(StringComparer.Ordinal)
    {
        ["toml"] = TomlReaderProperties.CheckMutations,
        ["configurations"] = ConfigurationLoaderProperties.CheckMutations,
        ["templates"] = TemplateFuzzTests.CheckMutations,
        ["schemas and instances"] = MutationTests.CheckMutations,
        ["too much"] = static megabytes => GC.KeepAlive(Enumerable.Range(0, megabytes).Select(_ => new byte[1024 * 1024]).ToList()),
    };

    [TestCase("toml", 5_000)]
    [TestCase("configurations", 1_000)]
    [TestCase("templates", 5_000)]
    [TestCase("schemas and instances", 5_000)]
    [CancelAfter(120_000)]
    public Task Bad_input_is_judged_in_little_memory(string input, int count, CancellationToken cancellationToken) =>
        FuzzInLittleMemoryAsync(input, count, cancellationToken);

    [Soak]
    [TestCase("toml")]
    [TestCase("configurations")]
    [TestCase("templates")]
    [TestCase("schemas and instances")]
    [CancelAfter(1_200_000)]
    public Task Much_bad_input_is_judged_in_little_memory(string input, CancellationToken cancellationToken) =>
        FuzzInLittleMemoryAsync(input, 100_000, cancellationToken);

    [Test]
    [CancelAfter(120_000)]
    public async Task A_process_that_needs_more_than_its_limit_fails(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync("too much", 100, cancellationToken);
        Assert.That(exitCode, Is.Not.Zero, output);
    }

    /// <summary>What the process does; it tells the most memory that it had in use, in bytes.</summary>
    public static void Fuzz(string argument)
    {
        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        Fuzzers[argument[(colon + 1)..]](int.Parse(argument[..colon], CultureInfo.InvariantCulture));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64);
    }

    private static async Task FuzzInLittleMemoryAsync(string input, int count, CancellationToken cancellationToken)
    {
        TestSuites.Require("tensorzero-configs");
        TestSuites.Require("toml");
        TestSuites.Require("json-schema");

        var (exitCode, output) = await RunAsync(input, count, cancellationToken);

        Assert.That(exitCode, Is.Zero, output);
        var peak = long.Parse(output.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"{count} {input}: at most {peak / 1024 / 1024} MB");
        Assert.That(peak, Is.LessThan(ProcessBytes));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string input, int count, CancellationToken cancellationToken)
    {
        var limit = HeapBytes.ToString("x", CultureInfo.InvariantCulture);
        using var process = ChildProcess.Start(Job, $"{count}:{input}", ("DOTNET_GCHeapHardLimit", limit));
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await error + output);
        }
        finally
        {
            process.Kill();
        }
    }
}
