namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>How a bootstrap interval is made.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How often the interval holds the true value.</summary>
    /// <value>Between 0 and 1. The default is 0.95.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Which ends carry the confidence.</summary>
    /// <value>The default is <see cref="Bounds.Both"/>.</value>
    public Bounds Bounds { get; init; }

    /// <summary>How many samples are drawn.</summary>
    /// <value>At least 100. The default is 9,999.</value>
    public int Resamples { get; init; } = 9_999;

    /// <summary>The cluster of each value: clusters are drawn instead of values.</summary>
    /// <value>The default is null: values are independent.</value>
    public Clustering? Clusters { get; init; }
}
