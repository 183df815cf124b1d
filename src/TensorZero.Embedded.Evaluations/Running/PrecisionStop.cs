using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Results;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>TensorZero's precision rule for one evaluator; it stops when the scores of every variant are precise enough.</summary>
internal sealed class PrecisionStop(ResolvedEvaluator evaluator, double precision, int runs)
{
    private readonly List<double>[] _scores = [.. Enumerable.Range(0, runs).Select(_ => new List<double>())];
    private readonly int[] _completed = new int[runs];

    public ResolvedEvaluator Evaluator => evaluator;

    public bool HasStopped { get; private set; }

    /// <returns>Whether it stopped just now.</returns>
    public bool Add(int run, EvaluationRow row)
    {
        if (HasStopped || row.Error is not null)
        {
            return false;
        }

        _completed[run]++;
        if (row.Scores.GetValueOrDefault(evaluator.Name)?.Value is { } score)
        {
            _scores[run].Add(score);
        }

        return HasStopped = Enumerable.Range(0, runs).All(IsPrecise);
    }

    private bool IsPrecise(int run)
    {
        var scores = _scores[run];
        double? halfWidth = evaluator.Evaluator.ScoreType == ScoreType.Float ? PrecisionRule.HalfWidth(scores)
            : scores.Count > 0 ? PrecisionRule.HalfWidth(ScoreSample.Rate(scores))
            : null;
        return PrecisionRule.ShouldStop(_completed[run], halfWidth, precision);
    }
}
