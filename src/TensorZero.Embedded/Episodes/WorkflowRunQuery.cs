namespace TensorZero.Embedded;

/// <summary>Which runs of workflow evaluations to list; everything that is set has to hold.</summary>
public sealed record WorkflowRunQuery
{
    /// <summary>Only these runs; null for all.</summary>
    public IReadOnlyList<Guid>? RunIds { get; init; }

    /// <summary>Only runs of this project; null for all.</summary>
    public string? ProjectName { get; init; }

    /// <summary>
    /// Only runs with this text in their display name or their id; letters from A to Z in upper or lower case are the same. Null for all.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>How many at most. Default: 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>How many of the newest are left out. Default: 0.</summary>
    public int Offset { get; init; }
}
