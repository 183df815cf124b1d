using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>What a gate says of one part of a slice.</summary>
/// <param name="Value">The part.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Estimate">What it was decided by; null when nothing was measured.</param>
public sealed record SliceVerdict(string Value, GateVerdict Verdict, Estimate? Estimate);
