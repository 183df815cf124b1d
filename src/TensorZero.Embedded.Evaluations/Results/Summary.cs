using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Results;

/// <summary>Counts and estimates the scores of one evaluator.</summary>
internal static class Summary
{
    public static ScoreSummary Of(IEnumerable<EvaluationRow> rows, EvaluatorInfo evaluator, double confidence)
    {
        var (skipped, errors, unanswered) = (0, 0, 0);
        var scores = new List<(EvaluationRow, double)>();
        foreach (var row in rows)
        {
            switch (row.Scores.GetValueOrDefault(evaluator.Name))
            {
                case { Value: { } value }:
                    scores.Add((row, value));
                    break;
                case { Error: not null }:
                    errors++;
                    break;
                case not null:
                    skipped++;
                    break;
                case null when row.Unscored.Contains(evaluator.Name):
                    unanswered++;
                    break;
            }
        }

        var (mean, method) = ScoreSample.Of(evaluator.ScoreType, scores).Estimate(confidence, Bounds.Both, isStrict: false);
        return new ScoreSummary
        {
            Count = scores.Count,
            Skipped = skipped,
            Errors = errors,
            Unanswered = unanswered,
            Mean = mean,
            Method = method,
        };
    }
}
