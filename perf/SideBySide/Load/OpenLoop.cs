using System.Diagnostics;
using System.Threading.Channels;
using TensorZero.Embedded.SideBySide.Gateways;
using TensorZero.Embedded.SideBySide.Measuring;

namespace TensorZero.Embedded.SideBySide.Load;

/// <summary>
/// Requests that come when they are due, whether or not those before them are answered. Each is timed from when it was due, so that waiting for
/// one of the 64 connections counts.
/// </summary>
internal static class OpenLoop
{
    private const int Connections = 64;

    public static Contender Against(HttpPeer peer, int perSecond, TimeSpan time) =>
        new(peer.Name, async () => (await MeasureAsync(peer, perSecond, time)).Slice);

    /// <returns>Also how many requests failed.</returns>
    public static async Task<(Slice Slice, int Failures)> MeasureAsync(HttpPeer peer, int perSecond, TimeSpan time)
    {
        var due = Channel.CreateUnbounded<long>(new() { SingleWriter = true });
        var (failures, cpu) = (0, peer.Process.Processor);
        var began = Stopwatch.GetTimestamp();
        var askers = Enumerable.Range(0, Connections).Select(_ => Task.Run(AskAsync)).ToArray();
        var pacer = new Thread(() => Pacer.Run(due.Writer, perSecond, time));
        pacer.Start();
        var all = new Latencies((await Task.WhenAll(askers)).SelectMany(ticks => ticks));
        pacer.Join();
        var answered = all.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await peer.Process.WhenIdleAsync();
        return (new Slice((peer.Process.Processor - cpu).TotalMicroseconds / all.Count, 0, answered, all, all), failures);

        async Task<List<long>> AskAsync()
        {
            var ticks = new List<long>(4096);
            var connection = await Connection.OpenAsync(peer.Port);
            await foreach (var at in due.Reader.ReadAllAsync())
            {
                try
                {
                    await connection.ExchangeAsync(peer.Whole);
                    ticks.Add(Stopwatch.GetTimestamp() - at);
                }
                catch (Exception error) when (error is InvalidOperationException or System.Net.Sockets.SocketException)
                {
                    Interlocked.Increment(ref failures);
                    connection.Dispose();
                    connection = await Connection.OpenAsync(peer.Port);
                }
            }

            connection.Dispose();
            return ticks;
        }
    }
}
