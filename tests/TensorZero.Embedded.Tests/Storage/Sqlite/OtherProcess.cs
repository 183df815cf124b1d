using System.Diagnostics;
using System.Runtime.CompilerServices;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

/// <summary>
/// A second process that writes to a database: this assembly, started as a program with a variable that says where. Locks between
/// processes are not those between connections of one process.
/// </summary>
internal static class OtherProcess
{
    private const string Variable = "TENSORZERO_TEST_WRITE_TO";

    /// <summary>Opens the database and writes that many batches of two inferences each.</summary>
    public static Process Start(string path, int batches)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [typeof(OtherProcess).Assembly.Location]) { RedirectStandardError = true };
        start.Environment[Variable] = $"{batches}:{path}";
        return Process.Start(start)!;
    }

    public static async Task WriteAsync(string path, int batches)
    {
        var options = new SqliteOptions { Path = path, BusyTimeout = TimeSpan.FromSeconds(30) };
        await using var store = SqliteStore.Open(options, TimeProvider.System);
        for (var i = 0; i < batches; i++)
        {
            await store.WriteAsync([Some.Inference(), Some.Inference()], default);
        }
    }

    [ModuleInitializer]
    internal static void WriteWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } job)
        {
            var colon = job.IndexOf(':', StringComparison.Ordinal);
            WriteAsync(job[(colon + 1)..], int.Parse(job[..colon], null)).GetAwaiter().GetResult();
            Environment.Exit(0);
        }
    }
}
