using System.Diagnostics;
using System.Text;

namespace TensorZero.Embedded.Benchmarks.Starts;

/// <summary>
/// How long the stand-alone gateway takes to its first answered inference, and what memory it needs idle, beside an empty web application
/// that is published the same way. Ratios are taken within a round; the table has their medians.
/// </summary>
internal static class StartReport
{
    private static readonly (string Name, string[] Options)[] Publishings =
    [
        ("framework-dependent", []),
        ("self-contained, trimmed, ReadyToRun", ["-r", "linux-x64", "--self-contained", "-p:PublishTrimmed=true", "-p:PublishReadyToRun=true", "-p:TrimmerSingleWarn=false"]),
    ];

    /// <param name="arguments">The number of rounds; 15 when empty.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var rounds = arguments is [var number, ..] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 15;
        Console.WriteLine("| published | program | first answer ms | ratio | CPU ms | ratio | idle MB | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, options) in Publishings)
        {
            var empty = new Contender("empty web application", Publish("perf/EmptyApi", "EmptyApi", options), "--urls http://127.0.0.1:{port}", () => new(HttpMethod.Get, "/"));
            var gateway = new Contender("gateway", Publish("src/TensorZero.Embedded.Cli", "TensorZero.Embedded.Cli", options), "gateway --default-config --bind-address 127.0.0.1:{port}", Inference);
            await CompareAsync(name, empty, gateway, rounds);
        }
    }

    private static async Task CompareAsync(string publishing, Contender empty, Contender gateway, int rounds)
    {
        var pairs = new List<(Start Empty, Start Gateway)>();
        for (var round = -1; round < rounds; round++)
        {
            var pair = (await empty.RunAsync(), await gateway.RunAsync());
            if (round >= 0)
            {
                pairs.Add(pair);
            }
        }

        Print(empty.Name, pair => pair.Empty);
        Print(gateway.Name, pair => pair.Gateway);

        void Print(string name, Func<(Start Empty, Start Gateway), Start> of) => Console.WriteLine(
            $"| {publishing} | {name} "
            + $"| {Median(pair => of(pair).Answered.TotalMilliseconds):F0} | {Median(pair => of(pair).Answered / pair.Empty.Answered):F2} "
            + $"| {Median(pair => of(pair).Processor.TotalMilliseconds):F0} | {Median(pair => of(pair).Processor / pair.Empty.Processor):F2} "
            + $"| {Median(pair => of(pair).ResidentBytes / 1e6):F0} | {Median(pair => of(pair).ResidentBytes / (double)pair.Empty.ResidentBytes):F2} |");

        double Median(Func<(Start Empty, Start Gateway), double> value)
        {
            var sorted = pairs.Select(value).Order().ToArray();
            return sorted[sorted.Length / 2];
        }
    }

    private static HttpRequestMessage Inference() => new(HttpMethod.Post, "/inference")
    {
        Content = new StringContent(
            """{"model_name": "dummy::echo", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""", Encoding.UTF8, "application/json"),
    };

    private static string Publish(string project, string program, string[] options)
    {
        var output = Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "starts", options.Length == 0 ? "framework" : "self-contained", program);
        var info = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-v", "quiet", "-p:RunAnalyzers=false", "--output", output, .. options]);
        using var process = Process.Start(info)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(output, program) : throw new InvalidOperationException($"{project} cannot be published.");
    }
}
