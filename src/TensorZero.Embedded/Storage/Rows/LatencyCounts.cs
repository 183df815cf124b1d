namespace TensorZero.Embedded.Storage.Rows;

/// <summary>
/// Gathers how often each latency occurred. A row has the key, then which latency it is (0 for the whole, 1 for the first content), the
/// milliseconds or NULL, and how often they occurred; rows come sorted by these columns.
/// </summary>
internal sealed class LatencyCounts
{
    /// <summary>How many of a row's columns, the milliseconds last, it is grouped and sorted by.</summary>
    public const int GroupedColumns = Milliseconds + 1;

    private const int Measure = StatisticsKeyRow.Count;
    private const int Milliseconds = Measure + 1;
    private const int Rows = Milliseconds + 1;

    private readonly List<(StatisticsKey Key, Distribution Whole, Distribution First)> _groups = [];

    public void Add(StoredRow row)
    {
        var key = StatisticsKeyRow.Read(row);
        if (_groups.Count == 0 || _groups[^1].Key != key)
        {
            _groups.Add((key, new Distribution(), new Distribution()));
        }

        if (row.GetOptionalNumber(Milliseconds) is { } milliseconds)
        {
            var distribution = row.GetInt64(Measure) == 0 ? _groups[^1].Whole : _groups[^1].First;
            distribution.Add(milliseconds, row.GetInt64(Rows));
        }
    }

    public IReadOnlyList<LatencyStatistics> ToStatistics(IReadOnlyList<double> quantiles) => _groups.ConvertAll(group => new LatencyStatistics
    {
        Key = group.Key,
        Count = group.Whole.Count,
        StreamCount = group.First.Count,
        ResponseTimes = QuantilesOf(group.Whole, quantiles),
        TimesToFirstToken = QuantilesOf(group.First, quantiles),
    });

    private static TimeSpan[] QuantilesOf(Distribution times, IReadOnlyList<double> quantiles) =>
        times.Count == 0 ? [] : [.. quantiles.Select(quantile => TimeSpan.FromMilliseconds(times.Quantile(quantile)))];
}
