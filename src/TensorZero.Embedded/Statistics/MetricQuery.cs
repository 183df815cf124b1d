namespace TensorZero.Embedded;

/// <summary>
/// Asks how a function's variants do by a metric. Each target counts once, with its latest value; a target of an episode's metric counts
/// once for each variant that answered in the episode. Time is that of the newest of the target's inferences with this variant.
/// </summary>
public sealed record MetricQuery : StatisticsQuery
{
    /// <summary>The metric: float, or boolean, which counts as 0 and 1.</summary>
    public required string MetricName { get; init; }

    /// <summary>What the metric is about: inferences or whole episodes.</summary>
    public FeedbackLevel Level { get; init; } = FeedbackLevel.Inference;
}
