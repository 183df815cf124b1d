using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>
/// What a variant must do, as a constraint for <c>Assert.That</c>. A test fails when the gate fails, and also when the datapoints are too few to
/// show either, unless it says <see cref="GateConstraint.OrInconclusive"/>.
/// </summary>
public static class Passes
{
    /// <summary>The mean, or the rate of passes, is at least so much.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="threshold">So much.</param>
    public static GateConstraint AtLeast(string evaluatorName, double threshold) => Gate(Evaluations.Gate.AtLeast(evaluatorName, threshold));

    /// <summary>The mean, or the rate of passes, is at most so much.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="threshold">So much.</param>
    public static GateConstraint AtMost(string evaluatorName, double threshold) => Gate(Evaluations.Gate.AtMost(evaluatorName, threshold));

    /// <summary>The variant is worse than another one by less than a margin, on the same datapoints.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="baselineName">The other variant.</param>
    /// <param name="margin">How much worse would still do; greater than 0. Settle it before looking.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not greater than 0.</exception>
    public static GateConstraint NotWorseThan(string evaluatorName, string baselineName, double margin) =>
        Gate(Evaluations.Gate.NotWorseThan(evaluatorName, baselineName, margin));

    /// <summary>The variant is better than another one, on the same datapoints.</summary>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="baselineName">The other variant.</param>
    public static GateConstraint BetterThan(string evaluatorName, string baselineName) => Gate(Evaluations.Gate.BetterThan(evaluatorName, baselineName));

    /// <summary>Any gate.</summary>
    /// <param name="gate">The gate.</param>
    public static GateConstraint Gate(Gate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return new GateConstraint(gate, isInconclusiveAFailure: true);
    }

    /// <summary>One datapoint passes an evaluator that passes or fails, in every repeat. For <see cref="EvaluatedVariant.On"/>.</summary>
    /// <param name="name">The evaluator.</param>
    public static ScoreConstraint Evaluator(string name) => new(name, threshold: null);

    /// <summary>One datapoint scores at least so much in every repeat, or at most where less is better. For <see cref="EvaluatedVariant.On"/>.</summary>
    /// <param name="name">The evaluator.</param>
    /// <param name="threshold">So much.</param>
    public static ScoreConstraint Evaluator(string name, double threshold) => new(name, threshold);
}
