using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using TensorZero.Embedded.SideBySide.Gateways;
using TensorZero.Embedded.SideBySide.Measuring;

namespace TensorZero.Embedded.SideBySide.Load;

/// <summary>Streams whose pieces say when the provider sent them: the time from there to the reader is the delay.</summary>
internal static class PacedStreams
{
    private const int Streams = 64;

    public static Contender Against(HttpPeer peer) => new(peer.Name, () => MeasureAsync(peer));

    private static async Task<Slice> MeasureAsync(HttpPeer peer)
    {
        var delays = new ConcurrentBag<long>();
        var cpu = peer.Process.Processor;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => Task.Run(async () =>
        {
            using var connection = await Connection.OpenAsync(peer.Port);
            var read = 0;
            await connection.ExchangeAsync(peer.Paced, answer => read += Read(answer[read..], delays));
        })));
        var all = new Latencies(delays);
        return new Slice(
            (peer.Process.Processor - cpu).TotalMicroseconds / Streams, 0, all.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, all, all);
    }

    /// <returns>How much needs no second look.</returns>
    private static int Read(ReadOnlySpan<byte> answer, ConcurrentBag<long> delays)
    {
        var now = Stopwatch.GetTimestamp();
        var read = 0;
        while (true)
        {
            var begin = answer[read..].IndexOf((byte)'@');
            var length = begin < 0 ? -1 : answer[(read + begin + 1)..].IndexOf((byte)'@');
            if (length < 0)
            {
                return read;
            }

            if (Utf8Parser.TryParse(answer.Slice(read + begin + 1, length), out long sent, out var used) && used == length)
            {
                delays.Add(now - sent);
            }

            read += begin + length + 2;
        }
    }
}
