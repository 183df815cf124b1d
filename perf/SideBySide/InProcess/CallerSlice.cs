using System.Diagnostics;
using TensorZero.Embedded.SideBySide.Measuring;

namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>Calls in this process, measured by what they cost the whole of it.</summary>
internal static class CallerSlice
{
    public static Contender Whole(string name, ICaller caller, int calls, int callers) => new(name, () => MeasureAsync(WholeAsync, caller, calls, callers));

    public static Contender Streams(string name, ICaller caller, int calls, int callers) =>
        new(name, () => MeasureAsync(static caller => caller.StreamAsync(), caller, calls, callers));

    private static async Task<long> WholeAsync(ICaller caller)
    {
        await caller.AskAsync();
        return Stopwatch.GetTimestamp();
    }

    private static async Task<Slice> MeasureAsync(Func<ICaller, Task<long>> call, ICaller caller, int calls, int callers)
    {
        var each = calls / callers;
        var (ends, firsts) = (new long[callers * each], new long[callers * each]);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, callers).Select(number => Task.Run(async () =>
        {
            for (var i = number * each; i < (number + 1) * each; i++)
            {
                var start = Stopwatch.GetTimestamp();
                firsts[i] = await call(caller) - start;
                ends[i] = Stopwatch.GetTimestamp() - start;
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(began);
        await caller.SettleAsync();

        return new Slice(
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / ends.Length,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)ends.Length,
            ends.Length / elapsed.TotalSeconds,
            new Latencies(ends),
            new Latencies(firsts));
    }
}
