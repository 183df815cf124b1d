using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.History;

/// <summary>Checks queries and hands them to the store, when there is one.</summary>
internal sealed class InferenceHistory(IObservabilityStore? store, IRecordSink sink) : IInferenceHistory
{
    public IAsyncEnumerable<StoredInference> ListAsync(InferenceQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.ListAsync(query, cancellationToken);
    }

    public ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.CountAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoredInference>> GetAsync(
        IReadOnlyList<Guid> inferenceIds,
        InferenceOutputSource outputSource = InferenceOutputSource.Inference,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inferenceIds);
        return Reader.GetAsync(inferenceIds, outputSource, cancellationToken);
    }

    public IAsyncEnumerable<StoredFailedInference> ListFailedAsync(
        FailedInferenceQuery query,
        CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.ListFailedAsync(query, cancellationToken);
    }

    public IAsyncEnumerable<StoredEpisode> ListEpisodesAsync(EpisodeQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Store.Episodes.ListAsync(query, cancellationToken);
    }

    public ValueTask<long> CountEpisodesAsync(string? functionName = null, CancellationToken cancellationToken = default) =>
        Store.Episodes.CountAsync(functionName, cancellationToken);

    public ValueTask<IReadOnlyList<StoredModelInference>> GetModelInferencesAsync(
        Guid inferenceId, CancellationToken cancellationToken = default) =>
        Reader.GetModelInferencesAsync(inferenceId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(
        Guid inferenceId,
        CancellationToken cancellationToken = default) =>
        Reader.GetFailedCallsAsync(inferenceId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken = default) =>
        Store.Feedback.GetFeedbackAsync(targetId, cancellationToken);

    public IAsyncEnumerable<StoredFeedback> ListFeedbackAsync(FeedbackQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Store.Feedback.ListAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeFeedbackAsync(
        Guid targetId, CancellationToken cancellationToken = default) =>
        Store.Feedback.SummarizeAsync(targetId, cancellationToken);

    public ValueTask<string?> GetConfigurationAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return Store.FindConfigurationAsync(hash, cancellationToken);
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => sink.FlushAsync(cancellationToken);

    private IObservabilityStore Store => StoreInUse.Of(store);

    private IInferenceReader Reader => Store.Inferences;
}
