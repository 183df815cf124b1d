using TensorZero.Embedded.SideBySide.InProcess;
using TensorZero.Embedded.SideBySide.Measuring;
using TensorZero.Embedded.SideBySide.Results;

namespace TensorZero.Embedded.SideBySide.Scale;

/// <summary>What a call costs where there is much more than it needs: functions that nobody calls, rows that are there already.</summary>
internal static class ScaleRows
{
    private const int Functions = 1_000;

    public static async Task RunAsync(Extent extent, Uri apiBase)
    {
        ResultTable.Begin("Scale");
        await using (var few = await EngineUnderTest.StartAsync(apiBase, Recorded.ToJournal))
        await using (var many = await EngineUnderTest.StartAsync(apiBase, Recorded.ToJournal, Functions))
        {
            await CompareAsync("CPU per call with 1,000 functions, journal on", few, many, "2 functions");
        }

        await using (var empty = await EngineUnderTest.StartAsync(apiBase, Recorded.ToDatabase))
        await using (var full = await EngineUnderTest.StartAsync(apiBase, Recorded.ToDatabase, prepare: ManyRows.FillAsync))
        {
            await CompareAsync("CPU per call with 2 million rows, drained", empty, full, "no rows");
        }

        async Task CompareAsync(string what, ICaller less, ICaller more, string name)
        {
            var (beside, ours) = (CallerSlice.Whole(name, less, extent.Calls, 1), CallerSlice.Whole(what, more, extent.Calls, 1));
            var rounds = await Rounds.RunAsync(extent.WarmUp, extent.Rounds, beside, ours);
            ResultTable.Ratio(what, rounds, ours, beside, slice => slice.CpuMicroseconds, "µs", Limit.AtMost(1.2, 1.05));
        }
    }
}
