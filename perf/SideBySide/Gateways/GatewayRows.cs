using TensorZero.Embedded.SideBySide.Load;
using TensorZero.Embedded.SideBySide.Measuring;
using TensorZero.Embedded.SideBySide.Results;

namespace TensorZero.Embedded.SideBySide.Gateways;

/// <summary>Our gateway beside a pass-through and Portkey's, each a process of its own, with the load and the provider on the same machine.</summary>
internal static class GatewayRows
{
    private static readonly TimeSpan OpenLoopSlice = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Sustained = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Extent extent, Uri apiBase)
    {
        var folder = Directory.CreateTempSubdirectory("side-by-side-");
        try
        {
            await using var floor = Peers.StartPassThrough(apiBase);
            await using var gateway = await Peers.StartGatewayAsync("gateway", apiBase, folder.CreateSubdirectory("recording").FullName, database: null);
            await using (var unshipped = await Peers.StartGatewayAsync(
                "gateway, journal on", apiBase, folder.CreateSubdirectory("journal").FullName, Peers.NoDatabase))
            await using (var portkey = await Peers.StartPortkeyAsync(apiBase))
            {
                await WarmUp.RunAsync([floor, gateway, unshipped], extent.HttpWarmUp);
                ResultTable.Begin("Gateway");
                await SaturateAsync(extent, floor, gateway, unshipped, portkey);
            }

            var memory = gateway.Process.ResidentMegabytes;
            if (extent.IsFull)
            {
                await TimeAsync(extent, floor, gateway);
            }

            ResultTable.Absolute("memory after the load", Math.Max(memory, gateway.Process.ResidentMegabytes), "MB", Limit.AtMost(200, 130));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As many requests as it takes.</summary>
    private static async Task SaturateAsync(Extent extent, HttpPeer floor, HttpPeer gateway, HttpPeer unshipped, HttpPeer? portkey)
    {
        foreach (var connections in extent.IsFull ? [16, 64] : new[] { 16 })
        {
            var (beside, ours, appending) = (Loop(floor), Loop(gateway), Loop(unshipped));
            var peer = portkey is null ? null : Loop(portkey);
            var rounds = await Rounds.RunAsync(TimeSpan.Zero, extent.Rounds, peer is null ? [beside, ours, appending] : [beside, ours, appending, peer]);
            var at = $"{connections} connections";
            ResultTable.Ratio($"requests/s, {at}", rounds, ours, beside, slice => slice.PerSecond, "/s", Limit.AtLeast(0.50, 0.70));
            ResultTable.Ratio(
                $"CPU per request until it is in SQLite, {at}", rounds, ours, beside, slice => slice.CpuMicroseconds, "µs", Limit.AtMost(2.0, 1.45));
            ResultTable.Ratio($"requests/s, journal on, {at}", rounds, appending, beside, slice => slice.PerSecond, "/s");
            ResultTable.Ratio($"CPU per request, journal on, {at}", rounds, appending, beside, slice => slice.CpuMicroseconds, "µs");
            if (peer is null)
            {
                ResultTable.Absent($"requests/s against Portkey, {at}", "Portkey's gateway is not there");
            }
            else
            {
                ResultTable.Ratio($"requests/s against Portkey, {at}", rounds, ours, peer, slice => slice.PerSecond, "/s", Limit.AtLeast(15, 22));
                ResultTable.Ratio($"CPU per request against Portkey, {at}", rounds, ours, peer, slice => slice.CpuMicroseconds, "µs");
            }

            Contender Loop(HttpPeer peer) => ClosedLoop.Against(peer, connections, extent.HttpSlice);
        }
    }

    /// <summary>How long requests take that come at their own pace.</summary>
    private static async Task TimeAsync(Extent extent, HttpPeer floor, HttpPeer gateway)
    {
        var (beside, ours) = (OpenLoop.Against(floor, 1_000, OpenLoopSlice), OpenLoop.Against(gateway, 1_000, OpenLoopSlice));
        var paced = await Rounds.RunAsync(TimeSpan.Zero, extent.Rounds, beside, ours);
        P("p50 at 1,000 requests/s", paced, ours, beside, 0.5, null);
        P("p99 at 1,000 requests/s", paced, ours, beside, 0.99, Limit.AtMost(2.0, 1.3));

        var (direct, through) = (PacedStreams.Against(floor), PacedStreams.Against(gateway));
        var tokens = await Rounds.RunAsync(TimeSpan.Zero, extent.Rounds, direct, through);
        P("delay of a token, p50, 64 paced streams", tokens, through, direct, 0.5, null);
        P("delay of a token, p99, 64 paced streams", tokens, through, direct, 0.99, Limit.AtMost(2.0, 1.3));

        var (sustained, failures) = await OpenLoop.MeasureAsync(gateway, 10_000, Sustained);
        ResultTable.Absolute("10,000 requests/s for 60 s: failures", failures, "", Limit.AtMost(0, 0));
        ResultTable.Absolute("10,000 requests/s for 60 s: answered", sustained.PerSecond, "/s");
        ResultTable.Absolute("10,000 requests/s for 60 s: p50", sustained.Latencies.Percentile(0.5) / 1000, "ms", null, "0.35 ms, TensorZero's own figure");
        ResultTable.Absolute(
            "10,000 requests/s for 60 s: p99", sustained.Latencies.Percentile(0.99) / 1000, "ms", Limit.AtMost(0.94, 0.4),
            "0.94 ms, TensorZero's own figure");

        // What the machine can do at all.
        var (bare, lost) = await OpenLoop.MeasureAsync(floor, 10_000, Sustained);
        ResultTable.Beside(
            "10,000 requests/s for 60 s: p99 of the pass-through", bare.Latencies.Percentile(0.99) / 1000, "ms", lost == 0 ? floor.Name : $"{floor.Name}, {lost} failed");

        static void P(string what, Rounds rounds, Contender ours, Contender beside, double share, Limit? limit) =>
            ResultTable.Ratio(what, rounds, ours, beside, slice => slice.Latencies.Percentile(share), "µs", limit);
    }
}
