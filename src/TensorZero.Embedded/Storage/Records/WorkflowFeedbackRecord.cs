namespace TensorZero.Embedded.Storage.Records;

/// <summary>A metric's value or a comment about an episode.</summary>
/// <param name="FeedbackId">Its id.</param>
/// <param name="EpisodeId">The episode.</param>
/// <param name="MetricName">The metric; null for a comment.</param>
/// <param name="BooleanValue">A boolean metric's value.</param>
/// <param name="FloatValue">A float metric's value.</param>
/// <param name="Comment">A comment's text.</param>
internal sealed record WorkflowFeedbackRecord(
    Guid FeedbackId, Guid EpisodeId, string? MetricName, bool? BooleanValue, double? FloatValue, string? Comment);
