using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Cli.Hosting;

/// <summary><c>tensorzero gateway</c> as a process of its own, on a free loopback port, in a folder of its own.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private readonly Task<string> _error;

    private GatewayProcess(string toml, string[] arguments)
    {
        _folder.With("tensorzero.toml", toml);
        _process = CommandProcess.Start(
            _folder.Path,
            new Dictionary<string, string>(),
            ["gateway", "--config-file", "tensorzero.toml", "--bind-address", "127.0.0.1:0", .. arguments]);
        _reading = ReadAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>The lines of the standard output; all of them after the end.</summary>
    public string Output => _output.ToString();

    public string DatabasePath => Path.Combine(_folder.Path, "tensorzero.db");

    public static async Task<GatewayProcess> StartAsync(string toml, params string[] arguments)
    {
        var gateway = new GatewayProcess(toml, arguments);
        var line = await gateway.LineWithAsync("Listening on ");
        gateway.Http = new HttpClient { BaseAddress = new Uri(Address().Match(line).Value) };
        return gateway;
    }

    /// <summary>The next line with a text, as soon as there is one.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync().AsTask().OrFail();
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"The gateway ended without \"{text}\".\n{Output}\n{await _error}");
        }
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().OrFail();
        await _reading.OrFail();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await EndAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.AppendLine(line);
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }

    [GeneratedRegex(@"http://[0-9.]+:\d+")]
    private static partial Regex Address();
}
