namespace TensorZero.Embedded;

/// <summary>Where a datapoint comes from. Immutable.</summary>
public sealed class DatapointProvenance
{
    /// <summary>The datapoint.</summary>
    public required Guid DatapointId { get; init; }

    /// <summary>
    /// What all versions and copies of the datapoint share, however often it is edited: the inference it was made of, or else the id of its
    /// first version.
    /// </summary>
    public required Guid RootId { get; init; }

    /// <summary>The inference it was made of; null for one that was written by somebody.</summary>
    public Guid? SourceInferenceId { get; init; }

    /// <summary>All that was said of that inference up to now, oldest first; empty without one.</summary>
    public IReadOnlyList<StoredFeedback> Feedback { get; init; } = [];

    /// <summary>Every version that led to this one, oldest first; this one is the last.</summary>
    public required IReadOnlyList<DatapointVersion> Versions { get; init; }
}
