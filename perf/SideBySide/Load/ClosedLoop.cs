using System.Diagnostics;
using TensorZero.Embedded.SideBySide.Gateways;
using TensorZero.Embedded.SideBySide.Measuring;

namespace TensorZero.Embedded.SideBySide.Load;

/// <summary>Connections that ask again as soon as they are answered.</summary>
internal static class ClosedLoop
{
    public static Contender Against(HttpPeer peer, int connections, TimeSpan time) => new(peer.Name, () => MeasureAsync(peer, connections, time));

    /// <summary>The processor time is that of the peer until it has nothing more to do.</summary>
    private static async Task<Slice> MeasureAsync(HttpPeer peer, int connections, TimeSpan time)
    {
        var cpu = peer.Process.Processor;
        var began = Stopwatch.GetTimestamp();
        var end = began + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(peer, end))));
        var all = new Latencies(latencies.SelectMany(ticks => ticks));
        var perSecond = all.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await peer.Process.WhenIdleAsync();
        return new Slice((peer.Process.Processor - cpu).TotalMicroseconds / all.Count, 0, perSecond, all, all);
    }

    private static async Task<List<long>> AskAsync(HttpPeer peer, long end)
    {
        using var connection = await Connection.OpenAsync(peer.Port);
        var ticks = new List<long>(4096);
        for (var now = Stopwatch.GetTimestamp(); now < end;)
        {
            await connection.ExchangeAsync(peer.Whole);
            var then = Stopwatch.GetTimestamp();
            ticks.Add(then - now);
            now = then;
        }

        return ticks;
    }
}
