namespace TensorZero.Embedded;

/// <summary>An episode of a workflow evaluation's run.</summary>
public sealed record WorkflowEpisode
{
    /// <summary>Its id, which its inferences have.</summary>
    public required Guid EpisodeId { get; init; }

    /// <summary>Its run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>What it tried; null for nothing named.</summary>
    public string? TaskName { get; init; }

    /// <summary>What its inferences are tagged with: the run's tags, its own, and the run's id.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What was said of the episode itself, by name: of each metric the last value, and every comment.</summary>
    public required IReadOnlyList<WorkflowFeedback> Feedback { get; init; }
}
