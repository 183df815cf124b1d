using System.Diagnostics;

namespace TensorZero.Embedded.SideBySide.Measuring;

/// <summary>Every single time, none estimated.</summary>
internal sealed class Latencies
{
    private readonly long[] _ticks;

    /// <param name="ticks">Times in ticks of <see cref="Stopwatch"/>, in any order.</param>
    public Latencies(IEnumerable<long> ticks)
    {
        _ticks = [.. ticks];
        Array.Sort(_ticks);
    }

    public int Count => _ticks.Length;

    /// <summary>The smallest time, in microseconds, that this share of all do not exceed; 0 without any.</summary>
    public double Percentile(double share) =>
        _ticks.Length == 0 ? 0 : _ticks[Math.Max(0, (int)Math.Ceiling(share * _ticks.Length) - 1)] * 1e6 / Stopwatch.Frequency;
}
