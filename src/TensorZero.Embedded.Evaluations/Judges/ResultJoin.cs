namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Finds what the judge of an evaluation said of the answers that people scored.</summary>
internal static class ResultJoin
{
    public static CalibrationSample Of(
        EvaluationResult result, EvaluatorInfo evaluator, IReadOnlyList<PersonScore> people, string? variantName)
    {
        var rows = (variantName is null ? result.Runs : [result.Run(variantName)])
            .SelectMany(static run => run.Rows)
            .Where(row => row.InferenceId is not null && row.Scores.GetValueOrDefault(evaluator.Name) is { Value: not null, IsFromPerson: false })
            .ToList();
        var byInference = rows.ToDictionary(static row => row.InferenceId!.Value);
        var byJudgement = rows
            .Where(row => row.Scores[evaluator.Name].EvaluatorInferenceId is not null)
            .DistinctBy(row => row.Scores[evaluator.Name].EvaluatorInferenceId)
            .ToDictionary(row => row.Scores[evaluator.Name].EvaluatorInferenceId!.Value);
        var byDatapoint = rows.ToLookup(static row => row.DatapointId);
        var scores = new ScoresOfPeople(evaluator.ScoreType);
        foreach (var score in people)
        {
            if (FindRow(score) is { } row)
            {
                scores.Add(row.InferenceId!.Value, score.Value, row.Scores[evaluator.Name].Value!.Value);
            }
            else
            {
                scores.AddUnmatched(score);
            }
        }

        return scores.ToSample(evaluator.Judge);

        EvaluationRow? FindRow(PersonScore score) =>
            score.InferenceId is { } inference ? byInference.GetValueOrDefault(inference)
            : score.JudgementId is { } judgement ? byJudgement.GetValueOrDefault(judgement)
            : OneOf(score.DatapointId!.Value);

        EvaluationRow? OneOf(Guid datapoint)
        {
            EvaluationRow[] found = [.. byDatapoint[datapoint]];
            return found.Length <= 1 ? found.FirstOrDefault() : throw new EvaluationException(
                $"The evaluation has {found.Length} answers to the datapoint {datapoint}, and a score does not say which it means: name the "
                + "variant, or let people score inferences.");
        }
    }
}
