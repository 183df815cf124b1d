using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A datapoint of a dataset, in one version. Immutable.</summary>
public sealed class Datapoint
{
    /// <summary>The version's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The dataset it belongs to.</summary>
    public required string DatasetName { get; init; }

    /// <summary>The function it is for.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The function's type, which says where the output stands.</summary>
    public required FunctionType FunctionType { get; init; }

    /// <summary>A name for people; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The episode it belongs to; null for none.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>What the function is asked.</summary>
    public required InferenceInput Input { get; init; }

    /// <summary>What it should answer; null when nobody said.</summary>
    public DatapointOutput? Output { get; init; }

    /// <summary>The schema of a JSON function's output; null for chat functions.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The tools of a chat function; null for none.</summary>
    public StoredTools? Tools { get; init; }

    /// <summary>The datapoint's tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Whether somebody wrote or changed it; false for one made of an inference as it was.</summary>
    public required bool IsCustom { get; init; }

    /// <summary>The inference it was made of; null for none.</summary>
    public Guid? SourceInferenceId { get; init; }

    /// <summary>When this version was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When this version was replaced or deleted; null while it counts.</summary>
    public DateTimeOffset? StaledAt { get; init; }

    /// <summary>The hash of the configuration it was written under.</summary>
    public required string ConfigurationHash { get; init; }
}
