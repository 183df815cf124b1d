namespace TensorZero.Embedded;

/// <summary>A metric's value for an episode, or a comment on it. One of the values is set.</summary>
/// <param name="Name">The metric's name, or <c>comment</c>.</param>
/// <param name="BooleanValue">A boolean metric's value.</param>
/// <param name="FloatValue">A float metric's value.</param>
/// <param name="Comment">A comment's text.</param>
public sealed record WorkflowFeedback(string Name, bool? BooleanValue, double? FloatValue, string? Comment);
