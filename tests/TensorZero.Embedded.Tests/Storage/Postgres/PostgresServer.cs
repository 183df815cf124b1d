using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of our own: an ordinary process on loopback, with its data in a temporary folder. It ends with the process that
/// started it, however that ends, because its standard input does.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Ready = "database system is ready to accept connections";

    // A server that is told to stop fast leaves its clients, but not its data, in the lurch.
    private const string Watched = "\"$0\" \"$@\" < /dev/null & read -r line; kill -INT $!; wait $!";

    private readonly string _binaries;
    private readonly string _folder = Directory.CreateTempSubdirectory("tensorzero-postgres-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    private PostgresServer(string binaries) => _binaries = binaries;

    /// <summary>The superuser's address, without a database.</summary>
    public string Url => $"postgres://tester:s3cr%40t@127.0.0.1:{_port}/";

    /// <summary>Where the server's programs are; null where they are not installed.</summary>
    public static string? FindBinaries() => !Directory.Exists("/usr/lib/postgresql") ? null : Directory
        .EnumerateDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin"))
        .Where(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
        .Order(StringComparer.Ordinal)
        .LastOrDefault();

    public static async Task<PostgresServer> StartNewAsync(string binaries)
    {
        var server = new PostgresServer(binaries);
        await server.CreateDataAsync();
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Run(
            "sh", "-c", Watched, Path.Combine(_binaries, "postgres"), "-D", Data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "lc_messages=C");
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException("The PostgreSQL server ended."));
            }
            else if (line.Data.Contains(Ready, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _process = process;
        await ready.Task.OrFail();
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.StandardInput.Close();
            await process.WaitForExitAsync().OrFail();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>With a locale that sorts letters as people do, so that only we make the order ordinal.</summary>
    private async Task CreateDataAsync()
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, "s3cr@t");
        if (Environment.IsPrivilegedProcess)
        {
            using var owner = Process.Start("chown", ["-R", "postgres", _folder]);
            await owner.WaitForExitAsync().OrFail();
        }

        using var process = Run(
            Path.Combine(_binaries, "initdb"), "-D", Data, "-U", "tester", "--pwfile", password, "-A", "scram-sha-256", "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en", "--no-sync");
        process.BeginOutputReadLine();
        var error = await process.StandardError.ReadToEndAsync().OrFail();
        await process.WaitForExitAsync().OrFail();
        Assert.That(process.ExitCode, Is.Zero, error);
    }

    /// <summary>The server refuses to run as root.</summary>
    private static Process Run(params IEnumerable<string> command)
    {
        if (Environment.IsPrivilegedProcess)
        {
            command = ["runuser", "-u", "postgres", "--", .. command];
        }

        return Process.Start(new ProcessStartInfo(command.First(), command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
