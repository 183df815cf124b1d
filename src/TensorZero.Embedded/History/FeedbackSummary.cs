namespace TensorZero.Embedded;

/// <summary>How much feedback of one kind, or for one metric, a target has.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="MetricName">The metric; null for comments and demonstrations.</param>
/// <param name="Count">How many pieces; at least one.</param>
/// <param name="FirstId">The id of the oldest.</param>
/// <param name="LastId">The id of the newest, which is the one that counts.</param>
public sealed record FeedbackSummary(FeedbackKind Kind, string? MetricName, long Count, Guid FirstId, Guid LastId);
