namespace TensorZero.Embedded;

/// <summary>Episodes that tried the same.</summary>
/// <param name="Name">The task's name; null for one episode without a task.</param>
/// <param name="Episodes">The episodes, oldest first.</param>
public sealed record WorkflowTask(string? Name, IReadOnlyList<WorkflowEpisode> Episodes);
