using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Has answers scored, and scores recorded.</summary>
internal sealed class Scoring(IFeedbackClient feedback)
{
    /// <summary>Runs evaluators on an answer, all at once. Whatever goes wrong with one is the score of that one.</summary>
    public async Task<IReadOnlyDictionary<string, Score>> ScoreAsync(
        IEnumerable<ResolvedEvaluator> evaluators, EvaluatedAnswer answer, EvaluationRun run, CancellationToken cancellationToken)
    {
        var scores = await Task.WhenAll(evaluators.Select(async evaluator => (
            evaluator.Name,
            Score: await ScoreAsync(evaluator, answer, run, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        return scores.ToDictionary(static score => score.Name, static score => score.Score);
    }

    /// <summary>Records a score of an answer that is on record; one without a value is nothing to record.</summary>
    public async Task<Score> RecordAsync(
        ResolvedEvaluator evaluator, Score score, EvaluatedAnswer answer, EvaluationRun run, CancellationToken cancellationToken)
    {
        if (score.Value is not { } value)
        {
            return score;
        }

        var isBoolean = evaluator.Evaluator.ScoreType == ScoreType.Boolean;
        if (isBoolean && value is not (0 or 1))
        {
            return Score.Failed(FormattableString.Invariant($"The score is {value}, but the evaluator says that it passes or fails."));
        }

        _ = await feedback.SendAsync(
            new FeedbackRequest
            {
                MetricName = evaluator.MetricName,
                Value = ValueOf(isBoolean, value),
                InferenceId = answer.Response.InferenceId,
                Tags = EvaluationTags.OfScore(run, answer.Datapoint.Id, evaluator.Name, score),
                Internal = true,
                TargetIsKnown = true,
                EvaluatorKind = isBoolean ? FeedbackKind.Boolean : FeedbackKind.Float,
            },
            cancellationToken).ConfigureAwait(false);
        return score;
    }

    private static JsonElement ValueOf(bool isBoolean, double value) =>
        JsonElement.Parse(isBoolean ? value > 0.5 ? "true" : "false" : value.ToString("R", CultureInfo.InvariantCulture));

    private async Task<Score> ScoreAsync(
        ResolvedEvaluator evaluator, EvaluatedAnswer answer, EvaluationRun run, CancellationToken cancellationToken)
    {
        try
        {
            var score = evaluator.Evaluator is IRunEvaluator judge
                ? await judge.EvaluateAsync(answer, run, cancellationToken).ConfigureAwait(false)
                : await evaluator.Evaluator.EvaluateAsync(answer, cancellationToken).ConfigureAwait(false);
            return await RecordAsync(evaluator, score, answer, run, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Score.Failed(ErrorText.Of(exception));
        }
    }
}
