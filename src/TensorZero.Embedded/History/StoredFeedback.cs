namespace TensorZero.Embedded;

/// <summary>A recorded piece of feedback. Immutable.</summary>
public sealed class StoredFeedback
{
    /// <summary>The feedback's id.</summary>
    public required Guid FeedbackId { get; init; }

    /// <summary>
    /// What it says, and where: <see cref="BooleanValue"/>, <see cref="FloatValue"/>, <see cref="Comment"/> or
    /// <see cref="Demonstration"/>.
    /// </summary>
    public required FeedbackKind Kind { get; init; }

    /// <summary>The inference or the episode it is about.</summary>
    public required Guid TargetId { get; init; }

    /// <summary>What <see cref="TargetId"/> is, of comments and demonstrations; null for metrics, of which the configuration says it.</summary>
    public FeedbackLevel? Level { get; init; }

    /// <summary>The metric; null for comments and demonstrations.</summary>
    public string? MetricName { get; init; }

    /// <summary>A boolean metric's value; otherwise null.</summary>
    public bool? BooleanValue { get; init; }

    /// <summary>A float metric's value; otherwise null.</summary>
    public double? FloatValue { get; init; }

    /// <summary>A comment's text; otherwise null.</summary>
    public string? Comment { get; init; }

    /// <summary>What the function should have answered; otherwise null.</summary>
    public StoredOutput? Demonstration { get; init; }

    /// <summary>When it was given, to the millisecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The feedback's tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
