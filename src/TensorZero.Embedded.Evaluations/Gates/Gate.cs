namespace TensorZero.Embedded.Evaluations;

/// <summary>What is asked of a variant. Judged by the interval of what was measured, not by its mean alone.</summary>
public abstract record Gate
{
    private protected Gate(string evaluatorName)
    {
        ArgumentException.ThrowIfNullOrEmpty(evaluatorName);
        EvaluatorName = evaluatorName;
    }

    /// <summary>The evaluator that it is about.</summary>
    public string EvaluatorName { get; }

    /// <summary>How sure a pass or a fail must be, between 0 and 1. Default: 0.95.</summary>
    public double Confidence
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A confidence lies between 0 and 1, such as 0.95.");
    } = 0.95;

    /// <summary>
    /// The greatest share of answers that may lack a score because the variant or the evaluator failed; beyond it the gate is inconclusive,
    /// whatever the others say. Default: 0.05.
    /// </summary>
    public double MaxErrorShare
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A share lies between 0 and 1, such as 0.05.");
    } = 0.05;

    /// <summary>
    /// A slice of the evaluation: then every part of it must pass, and one that fails fails the gate. The confidence of a fail is corrected
    /// for the number of parts; a pass needs no correction, because all must pass. Null judges the whole. Default: null.
    /// </summary>
    public string? PerSlice { get; init; }

    /// <summary>The mean, or the rate of passes, is at least so much.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="threshold">So much.</param>
    public static Gate AtLeast(string evaluatorName, double threshold) =>
        new ThresholdGate(evaluatorName, Finite(threshold), IsUpper: false);

    /// <summary>The mean, or the rate of passes, is at most so much.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="threshold">So much.</param>
    public static Gate AtMost(string evaluatorName, double threshold) =>
        new ThresholdGate(evaluatorName, Finite(threshold), IsUpper: true);

    /// <summary>
    /// The variant is worse than another one by less than a margin (non-inferiority), on the same datapoints. Worse is less, or more where
    /// the evaluator says that less is better.
    /// </summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="baselineName">The other variant, of the same evaluation.</param>
    /// <param name="margin">How much worse would still do; greater than 0. Settle it before looking.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not greater than 0.</exception>
    public static Gate NotWorseThan(string evaluatorName, string baselineName, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        return new ComparisonGate(evaluatorName, baselineName, Finite(margin));
    }

    /// <summary>The variant is better than another one (superiority), on the same datapoints.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="baselineName">The other variant, of the same evaluation.</param>
    public static Gate BetterThan(string evaluatorName, string baselineName) => new ComparisonGate(evaluatorName, baselineName, 0);

    /// <summary>
    /// TensorZero's cutoff: the bare mean is at least so much, or at most where less is better. It says nothing of chance, and a variant
    /// that just reaches it fails every second time; prefer <see cref="AtLeast"/>.
    /// </summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="cutoff">So much.</param>
    public static Gate Cutoff(string evaluatorName, double cutoff) => new CutoffGate(evaluatorName, Finite(cutoff));

    private static double Finite(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A gate needs a finite number.");
}
