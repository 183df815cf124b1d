namespace TensorZero.Embedded.Storage.Records;

/// <summary>An episode of a workflow run, with all that its inferences take over: its id is dated ahead.</summary>
internal sealed record WorkflowEpisodeRecord : Record
{
    public required Guid RunId { get; init; }

    /// <summary>Those of the run.</summary>
    public required IReadOnlyDictionary<string, string> VariantPins { get; init; }

    /// <summary>What it tries to do, the same in every run; null for none.</summary>
    public string? TaskName { get; init; }

    /// <summary>The run's tags, and its own over them.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string SnapshotHash { get; init; }
}
