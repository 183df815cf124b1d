using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TensorZero.Embedded.Cli;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.SideBySide.InProcess;
using TensorZero.Embedded.SideBySide.Load;
using TensorZero.Embedded.SideBySide.Loopback;
using TensorZero.Embedded.SideBySide.Reference;

namespace TensorZero.Embedded.SideBySide.Gateways;

/// <summary>Starts the programs that are compared over HTTP.</summary>
internal static class Peers
{
    /// <summary>Nobody listens there: what is recorded stays in the journal.</summary>
    public const string NoDatabase = "http://127.0.0.1:9/tensorzero";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The floor.</summary>
    public static HttpPeer StartPassThrough(Uri apiBase)
    {
        var process = new ChildProcess(ChildProcess.Own(PassThrough.Argument, apiBase.ToString()));
        var port = new Uri(process.ReadLine()).Port;
        return new HttpPeer("pass-through", process, port, Post("loopback-1", stream: false), Post(LoopbackProvider.PacedModel, stream: true));

        byte[] Post(string model, bool stream) => HttpPeer.Post(port, "/v1/chat/completions", ChatBody(model, stream));
    }

    /// <summary>Our gateway, as it is shipped, on a configuration with everything on.</summary>
    /// <param name="name">What the table calls it.</param>
    /// <param name="apiBase">The provider's.</param>
    /// <param name="folder">An empty folder for all its files.</param>
    /// <param name="database">The ClickHouse database that it records in; null for SQLite in the folder.</param>
    public static async Task<HttpPeer> StartGatewayAsync(string name, Uri apiBase, string folder, string? database)
    {
        var configuration = Path.Combine(folder, "tensorzero.toml");
        await File.WriteAllTextAsync(configuration, EngineConfiguration.Toml(apiBase, records: null));
        Directory.CreateDirectory(Path.Combine(folder, "config"));
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config")))
        {
            File.Copy(file, Path.Combine(folder, "config", Path.GetFileName(file)));
        }

        var port = FreePort();
        var start = ChildProcess.Dotnet(
            typeof(TensorZeroCommand).Assembly.Location, "gateway", "--config-file", configuration, "--bind-address", $"127.0.0.1:{port}");
        start.WorkingDirectory = folder;
        if (database is not null)
        {
            start.Environment[StoreChoice.ClickHouseVariable] = database;
        }

        var process = new ChildProcess(start);
        process.IgnoreOutput();
        var peer = new HttpPeer(
            name, process, port, Post(EngineConfiguration.Function, "false"), Post(EngineConfiguration.PacedFunction, "true"));
        await WhenAnsweringAsync(peer);
        return peer;

        byte[] Post(string function, string stream) => HttpPeer.Post(
            port,
            "/inference",
            $$$"""
            {"function_name":"{{{function}}}","stream":{{{stream}}},"input":{"system":{"shop":"{{{Question.Shop}}}"},"messages":[{"role":"user","content":[{"type":"template","name":"user","arguments":{"name":"{{{Question.Customer}}}","message":"{{{Question.Message}}}"}}]}]}}
            """);
    }

    /// <summary>Portkey's gateway; null where node or its npm package is not there.</summary>
    public static async Task<HttpPeer?> StartPortkeyAsync(Uri apiBase)
    {
        var package = Environment.GetEnvironmentVariable("PORTKEY_GATEWAY") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".cache", "tensorzero-embedded", "portkey", "node_modules", "@portkey-ai", "gateway");
        var script = Path.Combine(package, "build", "start-server.js");
        if (!File.Exists(script) || !HasNode())
        {
            return null;
        }

        var port = FreePort();
        var process = new ChildProcess(new("node", [script, string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--headless"]));
        process.IgnoreOutput();
        var headers = $"x-portkey-provider: openai\r\nx-portkey-custom-host: {apiBase.ToString().TrimEnd('/')}\r\nAuthorization: Bearer loopback\r\n";
        var peer = new HttpPeer("Portkey's gateway", process, port, Post("loopback-1", stream: false), Post(LoopbackProvider.PacedModel, stream: true));
        await WhenAnsweringAsync(peer);
        return peer;

        byte[] Post(string model, bool stream) => HttpPeer.Post(port, "/v1/chat/completions", ChatBody(model, stream), headers);
    }

    private static string ChatBody(string model, bool stream) => JsonSerializer.Serialize(
        ReferenceClient.Body(model, stream), ReferenceJson.Default.ChatRequest);

    private static async Task WhenAnsweringAsync(HttpPeer peer)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var connection = await Connection.OpenAsync(peer.Port);
                await connection.ExchangeAsync(peer.Whole);
                return;
            }
            catch (SocketException) when (!peer.Process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }
    }

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "node")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
