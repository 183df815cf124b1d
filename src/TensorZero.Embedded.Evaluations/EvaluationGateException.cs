namespace TensorZero.Embedded.Evaluations;

/// <summary>A gate does not pass: it fails, or nothing is shown. The message says which, and what was measured.</summary>
public sealed class EvaluationGateException : TensorZeroException
{
    /// <summary>Makes an exception without a message.</summary>
    public EvaluationGateException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What does not pass.</param>
    public EvaluationGateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What does not pass.</param>
    /// <param name="innerException">The cause.</param>
    public EvaluationGateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal EvaluationGateException(IReadOnlyList<GateResult> results)
        : base(string.Join(Environment.NewLine, ["Not every gate passes:", .. results.Select(static result => $"  {result}")])) => Results = results;

    /// <summary>What all gates said that were asked together, those that pass included.</summary>
    public IReadOnlyList<GateResult> Results { get; } = [];

    /// <summary>Whether no gate fails: more datapoints may show what is asked.</summary>
    public bool IsInconclusive => Results.All(static result => result.Verdict != GateVerdict.Fail);
}
