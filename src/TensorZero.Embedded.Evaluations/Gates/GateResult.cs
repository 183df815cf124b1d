using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>What a gate says of a variant, and why.</summary>
public sealed record GateResult
{
    /// <summary>The gate.</summary>
    public required Gate Gate { get; init; }

    /// <summary>The variant.</summary>
    public required string VariantName { get; init; }

    /// <summary>What it says.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>
    /// What it was decided by: the mean, or the difference to the baseline, with an interval whose ends each miss the truth as often as the
    /// gate's confidence allows. Null when nothing was measured, and for gates per slice.
    /// </summary>
    public Estimate? Estimate { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>The parts of a gate per slice; empty otherwise.</summary>
    public IReadOnlyList<SliceVerdict> Parts { get; init; } = [];

    /// <summary>The verdict and its reason, for people.</summary>
    public override string ToString() => $"{Verdict}: {VariantName}: {Gate}: {Explanation}";
}
