using System.Diagnostics;
using TensorZero.Embedded.Tests.Storage.Copying;
using TensorZero.Embedded.Tests.Storage.Journal;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests;

/// <summary>
/// This assembly, started as a program: variables say which job it does and with what. Locks between processes are not those between
/// connections of one process, and only a process has a limit of memory.
/// </summary>
internal static class ChildProcess
{
    private const string JobVariable = "TENSORZERO_TEST_JOB";
    private const string ArgumentVariable = "TENSORZERO_TEST_JOB_ARGUMENT";

    private static readonly Dictionary<string, Action<string>> Jobs = new(StringComparer.Ordinal)
    {
        [OtherProcess.Job] = OtherProcess.Write,
        [KilledProcess.Job] = KilledProcess.Answer,
        [FuzzMemoryTests.Job] = FuzzMemoryTests.Fuzz,
        [InterruptedCopyTests.Job] = InterruptedCopyTests.Copy,
    };

    /// <summary>Ends with 0 when the job succeeded; its outputs are to be read.</summary>
    public static Process Start(string job, string argument, params (string Name, string Value)[] environment)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [typeof(ChildProcess).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Append((JobVariable, job)).Append((ArgumentVariable, argument)))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Not run by the test runner.</summary>
    public static void Main()
    {
        var job = Environment.GetEnvironmentVariable(JobVariable) ?? throw new InvalidOperationException($"{JobVariable} names no job.");
        Jobs[job](Environment.GetEnvironmentVariable(ArgumentVariable)!);
    }
}
