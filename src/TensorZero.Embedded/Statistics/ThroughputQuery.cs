namespace TensorZero.Embedded;

/// <summary>Asks how many inferences there were.</summary>
public sealed record ThroughputQuery : StatisticsQuery
{
    /// <summary>What to split by: function, variant or both. Default: nothing.</summary>
    public IReadOnlyList<StatisticsGroup> GroupBy { get; init; } = [];
}
