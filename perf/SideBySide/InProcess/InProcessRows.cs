using TensorZero.Embedded.SideBySide.Measuring;
using TensorZero.Embedded.SideBySide.Reference;
using TensorZero.Embedded.SideBySide.Results;

namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>The engine beside a hand-written client and the provider's SDK, all in this process.</summary>
internal static class InProcessRows
{
    public static async Task RunAsync(Extent extent, Uri apiBase)
    {
        using var client = new ReferenceClient(apiBase);
        var sdk = new OpenAISdk(apiBase);
        await using var off = await EngineUnderTest.StartAsync(apiBase, Recorded.Nowhere);
        await using var journal = await EngineUnderTest.StartAsync(apiBase, Recorded.ToJournal);
        await using var drained = await EngineUnderTest.StartAsync(apiBase, Recorded.ToDatabase);

        ResultTable.Begin("In process");
        foreach (var callers in new[] { 1, 16 })
        {
            await WholeAsync(callers);
            if (callers == 1 || extent.IsFull)
            {
                await StreamsAsync(callers);
            }
        }

        async Task WholeAsync(int callers)
        {
            var reference = Whole("HttpClient + System.Text.Json", client);
            var again = Whole("the same again", client);
            var peer = Whole("OpenAI .NET SDK", sdk);
            var (none, kept, stored) = (Whole("engine", off), Whole("engine", journal), Whole("engine", drained));
            var rounds = await Rounds.RunAsync(extent.WarmUp, extent.Rounds, reference, none, peer, kept, again, stored);
            var at = callers == 1 ? "1 caller" : $"{callers} callers";

            Cpu($"CPU per call, recording off, {at}", none, reference, Limit.AtMost(1.30, 1.05));
            Cpu($"CPU per call, journal on, {at}", kept, reference, Limit.AtMost(1.50, 1.20));
            Cpu($"CPU per call, drained, {at}", stored, reference, Limit.AtMost(2.6, 2.0));
            Cpu($"CPU per call, journal on, {at}, against the SDK", kept, peer, Limit.AtMost(0.85, 0.6));
            Cpu($"CPU per call of the reference against itself, {at}", again, reference, null);
            Bytes($"allocated per call, recording off, {at}", none, null);
            Bytes($"allocated per call, journal on, {at}", kept, Limit.AtMost(1.5, 1.0));
            Bytes($"allocated per call, drained, {at}", stored, null);
            Bytes($"allocated per call of the SDK, {at}", peer, null);
            if (extent.IsFull)
            {
                Time("p50 per call, journal on", 0.5, kept, null);
                Time("p99 per call, journal on", 0.99, kept, Limit.AtMost(2.0, 1.3));
                Time("p99 per call of the reference against itself", 0.99, again, null);
            }

            Contender Whole(string name, ICaller caller) => CallerSlice.Whole(name, caller, extent.Calls, callers);

            void Cpu(string what, Contender ours, Contender beside, Limit? limit) =>
                ResultTable.Ratio(what, rounds, ours, beside, slice => slice.CpuMicroseconds, "µs", limit);

            void Bytes(string what, Contender ours, Limit? limit) =>
                ResultTable.Ratio(what, rounds, ours, reference, slice => slice.AllocatedBytes, "B", limit);

            void Time(string what, double share, Contender ours, Limit? limit) =>
                ResultTable.Ratio($"{what}, {at}", rounds, ours, reference, slice => slice.Latencies.Percentile(share), "µs", limit);
        }

        async Task StreamsAsync(int callers)
        {
            var reference = Streams("HttpClient + SseParser", client);
            var peer = Streams("OpenAI .NET SDK", sdk);
            var kept = Streams("engine", journal);
            var rounds = await Rounds.RunAsync(extent.WarmUp, extent.Rounds, reference, kept, peer);
            var at = callers == 1 ? "1 caller" : $"{callers} callers";

            ResultTable.Ratio(
                $"CPU per stream of 50, journal on, {at}", rounds, kept, reference, slice => slice.CpuMicroseconds, "µs", Limit.AtMost(1.0, 0.7));
            ResultTable.Ratio(
                $"CPU per stream of 50, journal on, {at}, against the SDK", rounds, kept, peer, slice => slice.CpuMicroseconds, "µs",
                Limit.AtMost(0.5, 0.35));
            ResultTable.Ratio($"allocated per stream, journal on, {at}", rounds, kept, reference, slice => slice.AllocatedBytes, "B");
            if (extent.IsFull)
            {
                ResultTable.Ratio(
                    $"time to first content, p50, {at}", rounds, kept, reference, slice => slice.FirstContent.Percentile(0.5), "µs",
                    Limit.AtMost(1.2, 1.05));
            }

            Contender Streams(string name, ICaller caller) => CallerSlice.Streams(name, caller, extent.Calls / 5, callers);
        }
    }
}
