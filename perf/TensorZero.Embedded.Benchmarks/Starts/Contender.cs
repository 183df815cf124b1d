using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TensorZero.Embedded.Benchmarks.Starts;

/// <summary>A published program that answers over HTTP.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Program">The file to start.</param>
/// <param name="Arguments">Its arguments, with <c>{port}</c> for where it listens.</param>
/// <param name="Request">What it is asked.</param>
internal sealed record Contender(string Name, string Program, string Arguments, Func<HttpRequestMessage> Request)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long the program is left alone before its memory is read.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>Starts it in an empty folder, asks until it answers, leaves it alone, reads its memory and ends it.</summary>
    public async Task<Start> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("start-").FullName;
        var port = FreePort();
        var info = new ProcessStartInfo(Program, Arguments.Replace("{port}", $"{port}", StringComparison.Ordinal))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await AskUntilAnsweredAsync(http, clock, process);
            var answered = clock.Elapsed;
            await Task.Delay(Rest, TimeProvider.System);
            process.Refresh();
            return new Start(answered, process.TotalProcessorTime, ResidentBytes(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task AskUntilAnsweredAsync(HttpClient http, Stopwatch clock, Process process)
    {
        while (true)
        {
            try
            {
                using var request = Request();
                using var response = await http.SendAsync(request);
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{Name} answers {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
                }

                return;
            }
            catch (HttpRequestException exception) when (exception.InnerException is SocketException && clock.Elapsed < Patience && !process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static long ResidentBytes(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
        .Single();
}
