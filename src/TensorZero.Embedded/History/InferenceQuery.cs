namespace TensorZero.Embedded;

/// <summary>Which answered inferences to list. Everything that is set must hold.</summary>
public sealed record InferenceQuery
{
    /// <summary>The function; null for all.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The variant that answered; null for all.</summary>
    public string? VariantName { get; init; }

    /// <summary>The episode; null for all.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>A condition on metrics, tags, time and demonstrations; null for none.</summary>
    public InferenceFilter? Filter { get; init; }

    /// <summary>
    /// Only inferences in whose input or output this text stands, as it stands in their stored JSON; letters from A to Z are the same in both
    /// cases. Null for all. A search reads every inference that the other conditions leave.
    /// </summary>
    public string? SearchText { get; init; }

    /// <summary>What to sort by, the most important first. Inferences that tie are sorted by time, newest first. Default: empty.</summary>
    public IReadOnlyList<InferenceOrder> OrderBy { get; init; } = [];

    /// <summary>The most inferences to list. Default: 20; null for all.</summary>
    public int? Limit { get; init; } = 20;

    /// <summary>How many to skip. Default: null, none. Not together with <see cref="Before"/> or <see cref="After"/>.</summary>
    public int? Offset { get; init; }

    /// <summary>Only inferences older than the one with this id; null for no such bound. Not together with <see cref="After"/>.</summary>
    public Guid? Before { get; init; }

    /// <summary>
    /// Only inferences newer than the one with this id, and of those the last ones in the query's order: with the default order those
    /// nearest to it. Null for no such bound.
    /// </summary>
    public Guid? After { get; init; }

    /// <summary>Which output to hand out. Default: what the model answered.</summary>
    public InferenceOutputSource OutputSource { get; init; } = InferenceOutputSource.Inference;
}
