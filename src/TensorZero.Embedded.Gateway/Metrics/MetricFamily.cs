using System.Diagnostics.Metrics;
using System.Text;

namespace TensorZero.Embedded.Gateway.Metrics;

/// <summary>What one instrument measured so far. Thread-safe.</summary>
internal sealed class MetricFamily
{
    /// <summary>More sets of labels than this are counted together, without labels.</summary>
    private const int MaximumSeries = 2_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<KeyValuePair<string, object?>[], MetricSeries> _known = new(LabelSet.Comparer);
    private readonly Dictionary<KeyValuePair<string, object?>[], MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byLabels;
    private readonly string _name;
    private readonly string _help;
    private readonly MetricType _type;
    private readonly bool _isAbsolute;
    private readonly double[] _bounds;

    public MetricFamily(Instrument instrument)
    {
        _byLabels = _known.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        _type = instrument switch
        {
            Histogram<double> or Histogram<long> => MetricType.Histogram,
            Counter<long> or Counter<double> or ObservableCounter<long> => MetricType.Counter,
            _ => MetricType.Gauge,
        };
        _name = MetricNames.Of(instrument, _type);
        _help = instrument.Description ?? _name;
        _isAbsolute = instrument.IsObservable;
        _bounds = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            _ => [],
        };
    }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        lock (_lock)
        {
            var series = SeriesOf(labels);
            series.Value = _isAbsolute ? value : series.Value + value;
            if (_type != MetricType.Histogram)
            {
                return;
            }

            series.Count++;
            // The first bound that is not below the value; not a number is in none.
            var bucket = _bounds.AsSpan().BinarySearch(value);
            bucket = bucket < 0 ? ~bucket : bucket;
            if (bucket < _bounds.Length && value <= _bounds[bucket])
            {
                series.Buckets[bucket]++;
            }
        }
    }

    /// <summary>Nothing is written of what was never measured.</summary>
    public void WriteTo(StringBuilder text)
    {
        lock (_lock)
        {
            if (_series.Count == 0)
            {
                return;
            }

            MetricText.WriteHead(text, _name, _help, _type);
            foreach (var (labels, series) in _series)
            {
                if (_type == MetricType.Histogram)
                {
                    MetricText.WriteHistogram(text, _name, labels, series, _bounds);
                }
                else
                {
                    MetricText.WriteSample(text, _name, labels, series.Value);
                }
            }
        }
    }

    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (_byLabels.TryGetValue(labels, out var series))
        {
            return series;
        }

        var text = MetricText.Labels(labels);
        if (!_series.TryGetValue(text, out series))
        {
            var isTooMany = _series.Count >= MaximumSeries;
            var key = isTooMany ? "" : text;
            if (!_series.TryGetValue(key, out series))
            {
                _series.Add(key, series = new MetricSeries(_bounds.Length));
            }

            if (isTooMany)
            {
                return series;
            }
        }

        _byLabels[labels] = series;
        return series;
    }
}
