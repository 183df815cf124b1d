namespace TensorZero.Embedded.Evaluations;

/// <summary>What an evaluator said of one answer: a value, that it has nothing to say, or that it went wrong. Immutable.</summary>
public sealed record Score
{
    private Score()
    {
    }

    /// <summary>The value; 1 and 0 for a pass and a failure. Null when the evaluator had nothing to say or went wrong.</summary>
    public double? Value { get; private init; }

    /// <summary>Why, for people; null when the evaluator does not say. May hold parts of prompts and answers.</summary>
    public string? Reason { get; private init; }

    /// <summary>What went wrong; null when nothing did. Such a score is counted as an error, never as a zero.</summary>
    public string? Error { get; private init; }

    /// <summary>Whether the evaluator had nothing to say, such as without a reference output.</summary>
    public bool IsSkipped => Value is null && Error is null;

    /// <summary>The inference of the judge that gave the score; null for evaluators that are no judges.</summary>
    public Guid? EvaluatorInferenceId { get; internal init; }

    /// <summary>Whether a person's verdict about the same answer was taken in place of a judge's.</summary>
    public bool IsFromPerson { get; internal init; }

    /// <summary>What the judge used and cost; nothing for others.</summary>
    internal Usage Usage { get; init; } = Usage.Zero;

    /// <summary>A pass or a failure.</summary>
    /// <param name="passed">Whether the answer passes.</param>
    /// <param name="reason">Why, for people.</param>
    public static Score Of(bool passed, string? reason = null) => new() { Value = passed ? 1 : 0, Reason = reason };

    /// <summary>A number. One that is not finite becomes an error.</summary>
    /// <param name="value">The number.</param>
    /// <param name="reason">Why, for people.</param>
    public static Score Of(double value, string? reason = null) => double.IsFinite(value)
        ? new() { Value = value, Reason = reason }
        : Failed(FormattableString.Invariant($"The score is {value}, which is no finite number."));

    /// <summary>Nothing to say: the answer is left out and counted as skipped.</summary>
    /// <param name="reason">Why, for people.</param>
    public static Score Skip(string reason) => new() { Reason = reason };

    internal static Score Failed(string error) => new() { Error = error };
}
