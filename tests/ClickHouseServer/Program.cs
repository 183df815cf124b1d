namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>
/// A ClickHouse server on loopback, for tests: <c>ClickHouseServer LIBRARY FOLDER PORT</c>. Says <c>READY http=PORT</c> when it answers, and ends
/// with its standard input, so that it never outlives who started it. A process has one engine in its life: who wants another one starts
/// another process.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var library, var folder, var port])
        {
            await Console.Error.WriteLineAsync("usage: ClickHouseServer LIBRARY FOLDER PORT");
            return 2;
        }

        var files = ServerFiles.Write(folder, port);
        var engine = new ChdbEngine(library);
        var ended = engine.RunInBackground(
            "clickhouse-local",
            $"--config-file={files.Configuration}",
            $"--path={files.Data}",
            $"--query={files.Query}");

        // The engine reads this pipe until its writing end closes: that keeps it alive.
        await using var pipe = files.OpenPipe();
        if (!await Readiness.WaitAsync(port, files.Token, ended))
        {
            await Console.Error.WriteLineAsync($"The engine ended before it answered on port {port}: {await ended ?? "the port may be taken"}");
            return 1;
        }

        await Console.Out.WriteLineAsync($"READY http={port}");
        await Console.In.ReadToEndAsync();

        // Who stops a server to start it again kills it; this is the end of somebody who did not tidy up.
        Directory.Delete(folder, recursive: true);
        ChdbEngine.EndProcess();
        return 0;
    }
}
