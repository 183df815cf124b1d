using System.Text.Json;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>One datapoint of a dataset, in one version.</summary>
internal sealed class DatapointRecord
{
    public required Guid Id { get; init; }

    public required string DatasetName { get; init; }

    public required string FunctionName { get; init; }

    public required FunctionType FunctionType { get; init; }

    public string? Name { get; init; }

    public Guid? EpisodeId { get; init; }

    public required InferenceInput Input { get; init; }

    /// <summary>The output to compare with; null for none.</summary>
    public StoredOutput? Output { get; init; }

    /// <summary>The schema of a JSON function's output; null for chat functions.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The tools of a chat function; null for none.</summary>
    public StoredTools? Tools { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = InferenceRecord.EmptyTags;

    /// <summary>Whether somebody wrote it, rather than an inference.</summary>
    public bool IsCustom { get; init; }

    public Guid? SourceInferenceId { get; init; }

    /// <summary>When this version was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was replaced or deleted; null while it counts.</summary>
    public DateTimeOffset? StaledAt { get; init; }

    public required string SnapshotHash { get; init; }
}
