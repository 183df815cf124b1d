using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Finds what a judge said, as it is on record, of the answers that people scored.</summary>
internal sealed class RecordJoin(TensorZeroEngine engine, Judge judge, DateTimeOffset? from)
{
    private const int PageSize = 200;

    public async Task<CalibrationSample> JoinAsync(IReadOnlyList<PersonScore> people, CancellationToken cancellationToken)
    {
        var config = judge.ReadConfiguration(engine);
        await engine.History.FlushAsync(cancellationToken).ConfigureAwait(false);
        var byJudgement = await ReadJudgementsAsync(config, people, cancellationToken).ConfigureAwait(false);
        var byAnswer = await ReadScoresAsync(cancellationToken).ConfigureAwait(false);
        var scores = new ScoresOfPeople(JudgeVerdict.ScoreTypeOf(config));
        foreach (var score in people)
        {
            var found = score.JudgementId is { } judgement ? byJudgement.TryGetValue(judgement, out var said) ? said : default
                : score.InferenceId is { } inference && byAnswer.TryGetValue(inference, out var value) ? (inference, value)
                : default((Guid, double)?);
            if (found is var (answer, byJudge))
            {
                scores.Add(score.InferenceId ?? answer, score.Value, byJudge);
            }
            else
            {
                scores.AddUnmatched(score);
            }
        }

        return scores.ToSample(judge.ReadFingerprint(engine));
    }

    /// <summary>What the judge answered in the judgements that people saw, with the answer that it was about.</summary>
    private async Task<Dictionary<Guid, (Guid Answer, double Score)?>> ReadJudgementsAsync(
        LlmJudgeEvaluatorConfig config, IReadOnlyList<PersonScore> people, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, (Guid, double)?>();
        foreach (var page in people.Select(static score => score.JudgementId).OfType<Guid>().Distinct().Chunk(PageSize))
        {
            foreach (var judgement in await engine.History.GetAsync(page, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (!(judgement.Timestamp < from) && JudgeVerdict.Read(config, judgement.Output?.Parsed).Value is { } score)
                {
                    var answer = Guid.TryParse(judgement.Tags.GetValueOrDefault(EvaluationTags.EvaluatedInferenceId), out var id)
                        ? id
                        : judgement.InferenceId;
                    found[judgement.InferenceId] = (answer, score);
                }
            }
        }

        return found;
    }

    /// <summary>The newest score of each answer that the judge itself gave.</summary>
    private async Task<Dictionary<Guid, double>> ReadScoresAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, double>();
        var query = new FeedbackQuery { MetricName = judge.MetricName, From = from, Limit = null };
        await foreach (var feedback in engine.History.ListFeedbackAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var isOwn = feedback.Tags.ContainsKey(EvaluationTags.EvaluatorInferenceId)
                && !feedback.Tags.ContainsKey(EvaluationTags.FromPerson)
                && !feedback.Tags.ContainsKey(HumanFeedbackTags.HumanFeedback);
            if (isOwn)
            {
                _ = found.TryAdd(feedback.TargetId, feedback.FloatValue ?? (feedback.BooleanValue == true ? 1 : 0));
            }
        }

        return found;
    }
}
