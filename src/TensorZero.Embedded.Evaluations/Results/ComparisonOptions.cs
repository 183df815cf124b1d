namespace TensorZero.Embedded.Evaluations;

/// <summary>How to compare.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The confidence of intervals, between 0 and 1. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The method. Default: <see cref="ComparisonMethod.Default"/>.</summary>
    public ComparisonMethod Method { get; init; }

    /// <summary>The randomness of <see cref="ComparisonMethod.Resampling"/>; seeded, it makes the answer repeatable. Not thread-safe.</summary>
    public Random? Random { get; init; }
}
