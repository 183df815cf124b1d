namespace TensorZero.Embedded.Evaluations;

/// <summary>A variant against another: <see cref="Gate.NotWorseThan"/> and <see cref="Gate.BetterThan"/>.</summary>
/// <param name="EvaluatorName">The evaluator.</param>
/// <param name="BaselineName">The other variant.</param>
/// <param name="Margin">How much worse would still do; 0 asks for better.</param>
internal sealed record ComparisonGate(string EvaluatorName, string BaselineName, double Margin) : Gate(EvaluatorName)
{
    public override string ToString() => Margin > 0
        ? FormattableString.Invariant($"{EvaluatorName} not worse than {BaselineName} by {Margin}")
        : $"{EvaluatorName} better than {BaselineName}";
}
