namespace TensorZero.Embedded.Replay;

/// <summary>Adds pairs up. Not for several threads at once.</summary>
internal sealed class ReplaySums
{
    private readonly Side _original = new();
    private readonly Side _replay = new();
    private long _pairs;
    private long _equal;

    public ReplayComparison Comparison => new(_pairs, _equal, _original.Totals, _replay.Totals);

    public void Add(ReplayPair pair)
    {
        _pairs++;
        _equal += pair.OutputsAreEqual ? 1 : 0;
        _original.Add(pair.Original);
        _replay.Add(pair.Replay);
    }

    private sealed class Side
    {
        private readonly SortedDictionary<string, (long Count, double Sum)> _metrics = new(StringComparer.Ordinal);
        private Usage _usage = Usage.Zero;
        private TimeSpan _time;

        public ReplayTotals Totals => new(
            _usage,
            _time,
            _metrics.ToDictionary(
                metric => metric.Key, metric => new MetricMean(metric.Value.Count, metric.Value.Sum / metric.Value.Count)));

        public void Add(ReplaySide side)
        {
            _usage = _usage.Add(side.Usage);
            _time += side.ProcessingTime;
            foreach (var (name, value) in side.Metrics)
            {
                var (count, sum) = _metrics.GetValueOrDefault(name);
                _metrics[name] = (count + 1, sum + value);
            }
        }
    }
}
