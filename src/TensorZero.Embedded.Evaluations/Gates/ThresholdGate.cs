namespace TensorZero.Embedded.Evaluations;

/// <summary>A mean or a rate against a number: <see cref="Gate.AtLeast"/> and <see cref="Gate.AtMost"/>.</summary>
/// <param name="EvaluatorName">The evaluator.</param>
/// <param name="Threshold">The number.</param>
/// <param name="IsUpper">Whether it must not be exceeded, rather than reached.</param>
internal sealed record ThresholdGate(string EvaluatorName, double Threshold, bool IsUpper) : Gate(EvaluatorName)
{
    public override string ToString() => FormattableString.Invariant($"{EvaluatorName} at {(IsUpper ? "most" : "least")} {Threshold}");
}
