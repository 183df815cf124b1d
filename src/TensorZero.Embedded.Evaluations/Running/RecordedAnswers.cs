using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Reads answers and judgements back from the record.</summary>
internal sealed class RecordedAnswers(IInferenceHistory history)
{
    /// <exception cref="EvaluationException">It was erased meanwhile.</exception>
    public async Task<InferenceResponse> ReadAsync(Guid inferenceId, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(inferenceId, cancellationToken).ConfigureAwait(false);
        var calls = await history.GetModelInferencesAsync(inferenceId, cancellationToken).ConfigureAwait(false);
        return new InferenceResponse
        {
            InferenceId = inferenceId,
            EpisodeId = stored.EpisodeId,
            VariantName = stored.VariantName,
            Content = stored.Content,
            Output = stored.Output,
            Usage = UsageOf(calls),
            FinishReason = calls is [.., var last] ? last.FinishReason : null,
        };
    }

    public async Task<Score> ScoreOfAsync(IRunEvaluator judge, Guid judgementId, CancellationToken cancellationToken) => judge.ScoreOf(
        await FindAsync(judgementId, cancellationToken).ConfigureAwait(false),
        await UsageOfAsync(judgementId, cancellationToken).ConfigureAwait(false));

    /// <summary>A person's verdict cost nothing, whatever the judgement did that it corrects.</summary>
    public async Task<Score> WithUsageAsync(Score score, CancellationToken cancellationToken) =>
        score is { EvaluatorInferenceId: { } judgement, IsFromPerson: false }
            ? score with { Usage = await UsageOfAsync(judgement, cancellationToken).ConfigureAwait(false) }
            : score;

    private async Task<StoredInference> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await history.GetAsync([id], cancellationToken: cancellationToken).ConfigureAwait(false) is [var stored]
            ? stored
            : throw new EvaluationException($"The inference {id} of the evaluation is no longer in the database.");

    public async Task<Usage> UsageOfAsync(Guid id, CancellationToken cancellationToken) =>
        UsageOf(await history.GetModelInferencesAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>What came from the cache cost nothing this time.</summary>
    private static Usage UsageOf(IReadOnlyList<StoredModelInference> calls) =>
        calls.Where(static call => !call.Cached).Aggregate(Usage.Zero, static (sum, call) => sum.Add(call.Usage));
}
