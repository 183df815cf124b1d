using NUnit.Framework.Constraints;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>What an evaluator says of one datapoint, as NUnit's constraint for an <see cref="EvaluatedDatapoint"/>. Immutable.</summary>
public sealed class ScoreConstraint : Constraint
{
    private readonly string _evaluator;
    private readonly double? _threshold;

    internal ScoreConstraint(string evaluator, double? threshold) => (_evaluator, _threshold) = (evaluator, threshold);

    /// <inheritdoc/>
    public override string Description =>
        _threshold is { } threshold ? FormattableString.Invariant($"{_evaluator} is {threshold} or better") : $"{_evaluator} passes";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// It is applied to something else than an <see cref="EvaluatedDatapoint"/>, or the evaluation has no such evaluator.
    /// </exception>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        var datapoint = actual as EvaluatedDatapoint ?? throw new ArgumentException(
            $"An evaluator's score is of a datapoint: write Assert.That(Variant(\"…\").On(datapoint), {nameof(Passes)}.{nameof(Passes.Evaluator)}(…)).",
            nameof(actual));
        var evaluator = datapoint.Result.Evaluator(_evaluator);
        var problem = datapoint.Rows.Count == 0
            ? "the evaluation did not come to this datapoint"
            : datapoint.Rows.Select(row => ProblemOf(row, evaluator)).FirstOrDefault(static problem => problem is not null);
        return new Scored(this, problem is null ? null : $"{datapoint.VariantName}: {problem}");
    }

    private string? ProblemOf(EvaluationRow row, EvaluatorInfo evaluator)
    {
        if (row.Error is { } error)
        {
            return $"no answer: {error}";
        }

        var score = row.Scores.GetValueOrDefault(evaluator.Name);
        var said = score switch
        {
            null => "the evaluator had stopped",
            { Error: { } wrong } => $"the evaluator went wrong: {wrong}",
            { Value: null } => $"skipped: {score.Reason ?? "the evaluator had nothing to say"}",
            { Value: { } value } when IsGoodEnough(value, evaluator) => null,
            { Value: { } value } => (evaluator.ScoreType == ScoreType.Boolean ? "fails" : FormattableString.Invariant($"{value}"))
                + (score.Reason is { } reason ? $": {reason}" : ""),
        };
        return said is null ? null : $"{said} (inference {row.InferenceId})";
    }

    private bool IsGoodEnough(double value, EvaluatorInfo evaluator)
    {
        var threshold = _threshold ?? (evaluator.ScoreType == ScoreType.Boolean
            ? 1
            : throw new ArgumentException($"{evaluator.Name} gives numbers: say from which one on it passes."));
        return evaluator.LowerIsBetter ? value <= threshold : value >= threshold;
    }

    private sealed class Scored(ScoreConstraint constraint, string? problem) : ConstraintResult(constraint, problem, problem is null)
    {
        public override void WriteActualValueTo(MessageWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(problem);
        }
    }
}
