namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Gathers how often each value of a metric is the latest of a target: the key, the value, and how often; sorted by these columns.</summary>
internal sealed class MetricCounts
{
    private readonly List<(StatisticsKey Key, Distribution Values)> _variants = [];

    public void Add(StoredRow row)
    {
        var key = StatisticsKeyRow.Read(row);
        if (_variants.Count == 0 || _variants[^1].Key != key)
        {
            _variants.Add((key, new Distribution()));
        }

        _variants[^1].Values.Add(row.GetDouble(StatisticsKeyRow.Count), row.GetInt64(StatisticsKeyRow.Count + 1));
    }

    public IReadOnlyList<MetricStatistics> ToStatistics() => _variants.ConvertAll(variant =>
        new MetricStatistics(variant.Key, variant.Values.Count, variant.Values.Mean(), variant.Values.Variance()));
}
