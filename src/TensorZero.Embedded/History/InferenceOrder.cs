namespace TensorZero.Embedded;

/// <summary>Something to sort inferences by.</summary>
public sealed record InferenceOrder
{
    private InferenceOrder(string? metricName, bool descending) => (MetricName, Descending) = (metricName, descending);

    /// <summary>The metric; null for time.</summary>
    public string? MetricName { get; }

    /// <summary>Whether the largest, or the newest, comes first.</summary>
    public bool Descending { get; }

    /// <summary>By the time the inference began.</summary>
    public static InferenceOrder ByTimestamp(bool descending = true) => new(null, descending);

    /// <summary>
    /// By the latest value of a float or boolean metric, of the inference or of its episode. Inferences without a value come last.
    /// </summary>
    public static InferenceOrder ByMetric(string metricName, bool descending = true) => new(metricName, descending);
}
