namespace TensorZero.Embedded;

/// <summary>
/// Quantiles of the latencies of a group, exact. The quantile q of n values is the one at place ⌊q·n⌋ of the sorted values, counted from
/// zero, and the last one for q = 1.
/// </summary>
public sealed record LatencyStatistics
{
    /// <summary>Which calls or inferences.</summary>
    public required StatisticsKey Key { get; init; }

    /// <summary>How many say how long they took.</summary>
    public required long Count { get; init; }

    /// <summary>How many say how long their first content took: those that were streamed.</summary>
    public required long StreamCount { get; init; }

    /// <summary>To the whole answer, in whole milliseconds, one for each quantile of the query; empty when <see cref="Count"/> is 0.</summary>
    public required IReadOnlyList<TimeSpan> ResponseTimes { get; init; }

    /// <summary>To the first content, in whole milliseconds, alike; empty when <see cref="StreamCount"/> is 0.</summary>
    public required IReadOnlyList<TimeSpan> TimesToFirstToken { get; init; }
}
