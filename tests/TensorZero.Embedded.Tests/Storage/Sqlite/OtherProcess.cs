using System.Diagnostics;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

/// <summary>A second process that writes to a database.</summary>
internal static class OtherProcess
{
    public const string Job = "write";

    /// <summary>Opens the database and writes that many batches of two inferences each.</summary>
    public static Process Start(string path, int batches) => ChildProcess.Start(Job, $"{batches}:{path}");

    public static async Task WriteAsync(string path, int batches)
    {
        var options = new SqliteOptions { Path = path, BusyTimeout = TimeSpan.FromSeconds(30) };
        await using var store = SqliteStore.Open(options, TimeProvider.System);
        for (var i = 0; i < batches; i++)
        {
            await store.WriteAsync([Some.Inference(), Some.Inference()], default);
        }
    }

    /// <summary>What the other process does.</summary>
    public static void Write(string argument)
    {
        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        WriteAsync(argument[(colon + 1)..], int.Parse(argument[..colon], null)).GetAwaiter().GetResult();
    }
}
