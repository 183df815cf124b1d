using System.Globalization;
using TensorZero.Embedded.Benchmarks.Loopback;
using TensorZero.Embedded.Benchmarks.Reference;

namespace TensorZero.Embedded.Benchmarks.Ratios;

/// <summary>
/// The engine beside the reference in one process and one run: short slices of each contender alternate, so that whatever else the machine
/// does hits all alike, and the median of the slices counts. The provider is another process. Absolute figures do not carry over to other
/// machines; ratios do.
/// </summary>
internal static class RatioReport
{
    private const int Slices = 15;
    private const string Customer = "Ada";
    private const string Message = "My order AB-1234 has not arrived yet, and I need the Sencha by the weekend. Can you find out where it is?";

    public static async Task RunAsync(string[] arguments)
    {
        var calls = arguments is [{ } count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 2_000;
        var (provider, apiBase) = LoopbackProvider.Start();
        using var _ = provider;
        using var reference = new ReferenceClient(apiBase);
        await using var plain = await EngineUnderTest.StartAsync(apiBase, recording: false);
        await using var recording = await EngineUnderTest.StartAsync(apiBase, recording: true);

        Console.WriteLine("| what | callers | contender | CPU µs/call | ratio | bytes/call | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var callers in new[] { 1, 16 })
        {
            await CompareAsync("whole", callers, calls,
            [
                new("HttpClient + System.Text.Json", () => reference.AskAsync(Customer, Message), () => Task.CompletedTask),
                new("engine, recording off", () => plain.AskAsync(Customer, Message), () => Task.CompletedTask),
                new("engine, recording on, drained", () => recording.AskAsync(Customer, Message), recording.FlushAsync),
            ]);
            await CompareAsync("stream of 50", callers, calls / 5,
            [
                new("HttpClient + System.Text.Json", () => reference.StreamAsync(Customer, Message), () => Task.CompletedTask),
                new("engine, recording off", () => plain.StreamAsync(Customer, Message), () => Task.CompletedTask),
                new("engine, recording on, drained", () => recording.StreamAsync(Customer, Message), recording.FlushAsync),
            ]);
        }

        provider.StandardInput.Close();
        await provider.WaitForExitAsync();
    }

    private static async Task CompareAsync(string what, int callers, int calls, IReadOnlyList<Contender> contenders)
    {
        var slices = contenders.Select(_ => new List<Slice>()).ToArray();
        for (var round = -3; round < Slices; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var slice = await Slice.MeasureAsync(contenders[i], calls, callers);
                if (round >= 0)
                {
                    slices[i].Add(slice);
                }
            }
        }

        var (cpu, bytes) = (Median(slices[0], slice => slice.CpuMicroseconds), Median(slices[0], slice => slice.AllocatedBytes));
        for (var i = 0; i < contenders.Count; i++)
        {
            var (ownCpu, ownBytes) = (Median(slices[i], slice => slice.CpuMicroseconds), Median(slices[i], slice => slice.AllocatedBytes));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {callers} | {contenders[i].Name} | {ownCpu:F1} | {ownCpu / cpu:F2} | {ownBytes:F0} | {ownBytes / bytes:F2} |"));
        }
    }

    private static double Median(List<Slice> slices, Func<Slice, double> value)
    {
        var sorted = slices.Select(value).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
