namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>A datapoint, one of its repeats, and what came of it.</summary>
/// <param name="DatapointId">The datapoint.</param>
/// <param name="Repeat">Which of the answers to it, from 0.</param>
/// <param name="Quality">How good the answers are that are judged, from 0 to 1.</param>
/// <param name="Rows">What came of it, by variant.</param>
internal sealed record WorstDatapoint(Guid DatapointId, int Repeat, double Quality, IReadOnlyDictionary<string, EvaluationRow> Rows)
{
    /// <summary>
    /// The datapoints at which the variants that are judged did worst, the worst first; those that are perfect are left out. Numbers count from
    /// 0 for the worst score of the evaluation to 1 for the best one; no answer and no score count 0.
    /// </summary>
    /// <param name="result">What was found.</param>
    /// <param name="baseline">A variant that is not judged but compared with; null for none.</param>
    /// <param name="most">The most of them.</param>
    public static IReadOnlyList<WorstDatapoint> Find(EvaluationResult result, string? baseline, int most)
    {
        var ranges = result.Evaluators.ToDictionary(static evaluator => evaluator.Name, evaluator => RangeOf(result, evaluator));
        return [.. result.Runs
            .SelectMany(static run => run.Rows.Select(row => (run.VariantName, Row: row)))
            .GroupBy(static answer => (answer.Row.DatapointId, answer.Row.Repeat))
            .Select(group => new WorstDatapoint(
                group.Key.DatapointId,
                group.Key.Repeat,
                group.Where(answer => answer.VariantName != baseline).Select(answer => QualityOf(answer.Row, result.Evaluators, ranges)).DefaultIfEmpty(1).Average(),
                group.ToDictionary(static answer => answer.VariantName, static answer => answer.Row)))
            .Where(static datapoint => datapoint.Quality < 1)
            .OrderBy(static datapoint => datapoint.Quality)
            .Take(most)];
    }

    private static (double Least, double Most) RangeOf(EvaluationResult result, EvaluatorInfo evaluator)
    {
        if (evaluator.ScoreType == ScoreType.Boolean)
        {
            return (0, 1);
        }

        double[] scores = [.. result.Runs
            .SelectMany(static run => run.Rows)
            .Select(row => row.Scores.GetValueOrDefault(evaluator.Name)?.Value)
            .OfType<double>()];
        return scores.Length == 0 ? (0, 1) : (scores.Min(), scores.Max());
    }

    private static double QualityOf(
        EvaluationRow row, IReadOnlyList<EvaluatorInfo> evaluators, Dictionary<string, (double Least, double Most)> ranges)
    {
        if (row.Error is not null)
        {
            return 0;
        }

        return evaluators
            .Select(evaluator => (evaluator, Score: row.Scores.GetValueOrDefault(evaluator.Name)))
            .Where(static score => score.Score is { IsSkipped: false })
            .Select(score => score.Score!.Value is { } value ? Place(value, ranges[score.evaluator.Name], score.evaluator.LowerIsBetter) : 0)
            .DefaultIfEmpty(1)
            .Average();
    }

    private static double Place(double value, (double Least, double Most) range, bool lowerIsBetter)
    {
        var place = range.Most > range.Least ? (value - range.Least) / (range.Most - range.Least) : 1;
        return lowerIsBetter && range.Most > range.Least ? 1 - place : place;
    }
}
