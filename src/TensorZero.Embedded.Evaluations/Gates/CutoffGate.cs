namespace TensorZero.Embedded.Evaluations;

/// <summary>TensorZero's cutoff of a mean: <see cref="Gate.Cutoff"/>.</summary>
internal sealed record CutoffGate(string EvaluatorName, double Value) : Gate(EvaluatorName)
{
    public override string ToString() => FormattableString.Invariant($"{EvaluatorName} cutoff {Value}");
}
