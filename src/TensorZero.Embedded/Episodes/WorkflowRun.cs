namespace TensorZero.Embedded;

/// <summary>A run of a workflow evaluation.</summary>
public sealed record WorkflowRun
{
    /// <summary>Its id.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The variant of each function that it pins, by function.</summary>
    public required IReadOnlyDictionary<string, string> Variants { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>What it can be compared within; null for nothing.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Its name for people; null for none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How many episodes it has.</summary>
    public required long EpisodeCount { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
