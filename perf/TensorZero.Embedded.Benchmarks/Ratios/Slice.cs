using System.Diagnostics;

namespace TensorZero.Embedded.Benchmarks.Ratios;

/// <summary>What some calls cost the whole process, per call.</summary>
/// <param name="CpuMicroseconds">Processor time.</param>
/// <param name="AllocatedBytes">Managed memory allocated.</param>
internal readonly record struct Slice(double CpuMicroseconds, double AllocatedBytes)
{
    public static async Task<Slice> MeasureAsync(Contender contender, int calls, int callers)
    {
        using var process = Process.GetCurrentProcess();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        process.Refresh();
        var cpu = process.TotalProcessorTime;

        await RunAsync(contender, calls, callers);
        await contender.SettleAsync();

        process.Refresh();
        return new Slice(
            (process.TotalProcessorTime - cpu).TotalMicroseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static Task RunAsync(Contender contender, int calls, int callers) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < calls / callers; i++)
            {
                await contender.CallAsync();
            }
        })));
}
