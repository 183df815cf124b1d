namespace TensorZero.Embedded;

/// <summary>Asks for quantiles of latencies.</summary>
public sealed record LatencyQuery : StatisticsQuery
{
    /// <summary>What is measured. Default: provider calls. Calls that came from the cache are left out.</summary>
    public LatencyOf Of { get; init; } = LatencyOf.Calls;

    /// <summary>The model; null for all. Only for calls.</summary>
    public string? ModelName { get; init; }

    /// <summary>The model's provider; null for all. Only for calls.</summary>
    public string? ProviderName { get; init; }

    /// <summary>What to split by; each once. Default: nothing.</summary>
    public IReadOnlyList<StatisticsGroup> GroupBy { get; init; } = [];

    /// <summary>Which quantiles, each from 0 to 1. Default: 0.5, 0.9, 0.95 and 0.99.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.5, 0.9, 0.95, 0.99];
}
