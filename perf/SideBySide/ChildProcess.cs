using System.Diagnostics;
using System.Globalization;

namespace TensorZero.Embedded.SideBySide;

/// <summary>A process that this program starts, measures and ends.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    public ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
    }

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public bool HasExited => _process.HasExited;

    public double ResidentMegabytes => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0)
        .Single();

    /// <summary>This program in another part.</summary>
    public static ProcessStartInfo Own(params string[] arguments) => Dotnet(typeof(ChildProcess).Assembly.Location, arguments);

    public static ProcessStartInfo Dotnet(string assembly, params string[] arguments) => new("dotnet", [assembly, .. arguments]);

    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process has ended.");

    /// <summary>Nobody reads what it prints further on.</summary>
    public void IgnoreOutput()
    {
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
    }

    /// <summary>Returns when the process has nothing more to do.</summary>
    public async Task WhenIdleAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var before = TimeSpan.MinValue; clock.Elapsed < Patience; await Task.Delay(Step, TimeProvider.System))
        {
            var now = Processor;
            if (now == before)
            {
                return;
            }

            before = now;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
