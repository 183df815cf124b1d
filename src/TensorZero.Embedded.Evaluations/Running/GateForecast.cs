namespace TensorZero.Embedded.Evaluations;

/// <summary>What a gate can show with a number of datapoints.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="SmallestEffect">
/// For a threshold the rate (for a comparison the difference, for non-inferiority the margin) that the gate finds with the power assumed:
/// nothing smaller can be expected to be shown. Null when no effect is large enough, or nothing can be said.
/// </param>
/// <param name="RequiredDatapoints">
/// How many datapoints the gate needs for what it asks: for non-inferiority by its margin, of variants that are equal. Null for others, and
/// when no number is enough.
/// </param>
/// <param name="Explanation">The same in a sentence.</param>
public sealed record GateForecast(Gate Gate, double? SmallestEffect, int? RequiredDatapoints, string Explanation);
