using TensorZero.Embedded.SideBySide.Gateways;

namespace TensorZero.Embedded.SideBySide.Load;

/// <summary>
/// Asks programs until asking on makes them no cheaper: a runtime that compiles its hot methods again and again takes many seconds, the more so
/// where the load takes the processors.
/// </summary>
internal static class WarmUp
{
    private const int Connections = 16;
    private const int Patience = 3;
    private const double Cheaper = 0.95;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(IReadOnlyList<HttpPeer> peers, TimeSpan limit)
    {
        var waiting = peers.Select(peer => (Peer: peer, Best: double.MaxValue, Since: 0)).ToList();
        for (var spent = TimeSpan.Zero; spent < limit && waiting.Count > 0;)
        {
            for (var i = 0; i < waiting.Count; i++)
            {
                var (peer, best, since) = waiting[i];
                var cost = (await ClosedLoop.Against(peer, Connections, Slice).MeasureAsync()).CpuMicroseconds;
                waiting[i] = cost < best * Cheaper ? (peer, cost, 0) : (peer, Math.Min(cost, best), since + 1);
                spent += Slice;
            }

            waiting.RemoveAll(peer => peer.Since == Patience);
        }
    }
}
