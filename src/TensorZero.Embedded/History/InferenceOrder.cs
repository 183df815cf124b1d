namespace TensorZero.Embedded;

/// <summary>Something to sort inferences by.</summary>
public sealed record InferenceOrder
{
    private InferenceOrder(string? metricName, bool isSearchRelevance, bool descending) =>
        (MetricName, IsSearchRelevance, Descending) = (metricName, isSearchRelevance, descending);

    /// <summary>The metric; null for time and for relevance.</summary>
    public string? MetricName { get; }

    /// <summary>Whether it is the relevance to <see cref="InferenceQuery.SearchText"/>.</summary>
    public bool IsSearchRelevance { get; }

    /// <summary>Whether it is the time the inference began.</summary>
    internal bool IsTimestamp => MetricName is null && !IsSearchRelevance;

    /// <summary>Whether the largest, or the newest, comes first.</summary>
    public bool Descending { get; }

    /// <summary>By the time the inference began.</summary>
    public static InferenceOrder ByTimestamp(bool descending = true) => new(null, isSearchRelevance: false, descending);

    /// <summary>
    /// By the latest value of a float or boolean metric, of the inference or of its episode. Inferences without a value come last.
    /// </summary>
    public static InferenceOrder ByMetric(string metricName, bool descending = true) => new(metricName, isSearchRelevance: false, descending);

    /// <summary>
    /// By how often the query's <see cref="InferenceQuery.SearchText"/> stands in the input and the output, counted without overlaps.
    /// </summary>
    public static InferenceOrder BySearchRelevance(bool descending = true) => new(null, isSearchRelevance: true, descending);
}
