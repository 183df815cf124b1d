using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>
/// A server as a process of its own, in a folder of its own. It can be stopped and started again: the port and the data stay.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly string _library;
    private readonly string _folder;
    private Process? _process;

    private ServerProcess(string library, string folder, int port) => (_library, _folder, Port) = (library, folder, port);

    /// <summary>Where <c>.ci/run</c> installs the npm package that holds the library.</summary>
    public static string? FindLibrary()
    {
        var cache = Environment.GetEnvironmentVariable("TENSORZERO_NODE_CACHE") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "tensorzero-embedded", "node");
        var library = Path.Combine(cache, "node_modules", "@chdb", "lib-linux-x64-gnu", "libchdb.so");
        return File.Exists(library) ? library : null;
    }

    /// <summary>The port it listens on, at 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its address, with a user and the password; no database.</summary>
    public Uri UrlOf(string user = ServerUsers.Owner) =>
        new($"http://{user}:{Uri.EscapeDataString(ServerUsers.Password)}@127.0.0.1:{Port}/");

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="library">What <see cref="FindLibrary"/> found.</param>
    public static async Task<ServerProcess> StartNewAsync(string library)
    {
        var server = new ServerProcess(library, ServerFolder.Create(), FreePort());
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>; returns when it answers.</summary>
    public async Task StartAsync()
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments =
        [
            typeof(ServerProcess).Assembly.Location, _library, _folder, Port.ToString(CultureInfo.InvariantCulture),
        ];
        _process = Process.Start(new ProcessStartInfo(dotnet, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("READY", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The ClickHouse server for tests did not start: {await error}");
    }

    /// <summary>Ends it at once, as a crash would: what it answered for is on its disk.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Ends it and deletes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
