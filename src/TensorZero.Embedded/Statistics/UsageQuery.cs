namespace TensorZero.Embedded;

/// <summary>Asks for tokens and cost of provider calls that answered.</summary>
public sealed record UsageQuery : StatisticsQuery
{
    /// <summary>The model; null for all.</summary>
    public string? ModelName { get; init; }

    /// <summary>The model's provider; null for all.</summary>
    public string? ProviderName { get; init; }

    /// <summary>What to split by; each once. Default: nothing.</summary>
    public IReadOnlyList<StatisticsGroup> GroupBy { get; init; } = [];
}
