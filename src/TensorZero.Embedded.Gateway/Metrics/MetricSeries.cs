namespace TensorZero.Embedded.Gateway.Metrics;

/// <summary>The value of a metric under one set of labels. Guarded by its family.</summary>
internal sealed class MetricSeries(int bucketCount)
{
    /// <summary>The number; of a histogram the sum of what was measured.</summary>
    public double Value { get; set; }

    /// <summary>How often a histogram was measured.</summary>
    public long Count { get; set; }

    /// <summary>How many measurements were at most each bound, and above the bound before.</summary>
    public long[] Buckets { get; } = new long[bucketCount];
}
