namespace TensorZero.Embedded;

/// <summary>A run of replays beside its originals.</summary>
/// <param name="Pairs">How many pairs there are.</param>
/// <param name="EqualOutputs">How many of them say the same on both sides.</param>
/// <param name="Original">The originals together.</param>
/// <param name="Replay">The replays together.</param>
public sealed record ReplayComparison(long Pairs, long EqualOutputs, ReplayTotals Original, ReplayTotals Replay);
