using System.Diagnostics;
using TensorZero.Embedded.Cli;

namespace TensorZero.Embedded.Tests.Cli;

/// <summary>Runs the command <c>tensorzero</c> as a process of its own, for what a process has: variables and a current folder.</summary>
internal static class CommandProcess
{
    /// <param name="folder">The current folder.</param>
    /// <param name="variables">The variables <c>TENSORZERO_…</c> and <c>OTEL_…</c> that are set; those of the tests' own process are not.</param>
    /// <param name="arguments">What follows <c>tensorzero</c>.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var process = Start(folder, variables, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <inheritdoc cref="RunAsync"/>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [typeof(TensorZeroCommand).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("TENSORZERO_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal);
}
