namespace TensorZero.Embedded.Evaluations;

/// <summary>How far an evaluation of a locked dataset is; nothing of what it found.</summary>
/// <param name="EvaluationId">By which it can be resumed, should it be cut short.</param>
/// <param name="Done">How many answers have been given and scored.</param>
/// <param name="Total">How many there will be.</param>
public sealed record LockedProgress(Guid EvaluationId, int Done, int Total);
