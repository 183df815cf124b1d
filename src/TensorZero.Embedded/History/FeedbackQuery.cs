namespace TensorZero.Embedded;

/// <summary>Which feedback to list, newest first. Everything that is set must hold.</summary>
public sealed record FeedbackQuery
{
    /// <summary>The inference or the episode it is about; null for all.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>What it says; null for all kinds.</summary>
    public FeedbackKind? Kind { get; init; }

    /// <summary>The metric; null for all, and for comments and demonstrations, which have none.</summary>
    public string? MetricName { get; init; }

    /// <summary>Only what was given at this moment or later, to the millisecond; null for no such bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what was given before this moment, to the millisecond; null for no such bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The most to list. Default: 20; null for all.</summary>
    public int? Limit { get; init; } = 20;

    /// <summary>Only what is older than the feedback with this id; null for no such bound. Not together with <see cref="After"/>.</summary>
    public Guid? Before { get; init; }

    /// <summary>
    /// Only what is newer than the feedback with this id, and of that what is nearest to it; still newest first. Null for no such bound.
    /// </summary>
    public Guid? After { get; init; }
}
