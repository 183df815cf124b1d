using NUnit.Framework;
using NUnit.Framework.Constraints;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>A gate as NUnit's constraint, for an <see cref="EvaluatedVariant"/>. Immutable.</summary>
public sealed class GateConstraint : Constraint
{
    private readonly Gate _gate;
    private readonly bool _isInconclusiveAFailure;

    internal GateConstraint(Gate gate, bool isInconclusiveAFailure) => (_gate, _isInconclusiveAFailure) = (gate, isInconclusiveAFailure);

    /// <summary>The same, but where nothing is shown the test is inconclusive, which <c>dotnet test</c> counts as skipped, not as failed.</summary>
    public GateConstraint OrInconclusive => new(_gate, isInconclusiveAFailure: false);

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant(
        $"{_gate}{(_gate.PerSlice is { } slice ? $" in every part of {slice}" : "")}, at a confidence of {_gate.Confidence}");

    /// <summary>The same at another confidence.</summary>
    /// <param name="confidence">How sure a pass or a fail must be, between 0 and 1; 0.95 unless said.</param>
    public GateConstraint WithConfidence(double confidence) => new(_gate with { Confidence = confidence }, _isInconclusiveAFailure);

    /// <summary>The same for every part of a slice of the evaluation.</summary>
    /// <param name="sliceName">The slice.</param>
    public GateConstraint InEveryPartOf(string sliceName) => new(_gate with { PerSlice = sliceName }, _isInconclusiveAFailure);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It is applied to something else than an <see cref="EvaluatedVariant"/>.</exception>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        var variant = actual as EvaluatedVariant
            ?? throw new ArgumentException($"A gate judges a variant: write Assert.That(Variant(\"…\"), {nameof(Passes)}.…).", nameof(actual));
        var result = variant.Check(_gate);
        if (result.Verdict == GateVerdict.Inconclusive && !_isInconclusiveAFailure)
        {
            Assert.Inconclusive($"{variant.Name}: {Description}: nothing is shown: {result.Explanation}");
        }

        return new Judged(this, result);
    }

    private sealed class Judged(GateConstraint gate, GateResult result) : ConstraintResult(gate, result, result.Verdict == GateVerdict.Pass)
    {
        public override void WriteActualValueTo(MessageWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write($"{result.VariantName}: {(result.Verdict == GateVerdict.Fail ? "shown not to be so" : "nothing is shown")}: {result.Explanation}");
        }
    }
}
