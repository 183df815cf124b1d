namespace TensorZero.Embedded;

/// <summary>What became of one inference that was run again.</summary>
/// <param name="RunId">The run, to compare by.</param>
/// <param name="OriginalId">The inference that was recorded.</param>
/// <param name="ReplayId">The inference that was made of it; null when it did not answer.</param>
/// <param name="Error">Why it did not answer; null when it did.</param>
public sealed record ReplayOutcome(Guid RunId, Guid OriginalId, Guid? ReplayId, string? Error);
