namespace TensorZero.Embedded;

/// <summary>Which inferences without a whole answer to list. Everything that is set must hold.</summary>
public sealed record FailedInferenceQuery
{
    /// <summary>The function; null for all.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The episode; null for all.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>How they ended; null for all but <see cref="InferenceStatus.Succeeded"/>, which finds none here.</summary>
    public InferenceStatus? Status { get; init; }

    /// <summary>Only those older than the one with this id; null for no such bound.</summary>
    public Guid? Before { get; init; }

    /// <summary>The most to list. Default: 20; null for all.</summary>
    public int? Limit { get; init; } = 20;
}
