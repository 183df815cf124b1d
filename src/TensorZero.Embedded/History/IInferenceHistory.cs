namespace TensorZero.Embedded;

/// <summary>
/// Reads back what was recorded. Safe for any number of callers. What was recorded in the last moments may still be on its way into
/// the database: see <see cref="FlushAsync"/>. Every method throws <see cref="ObservabilityStoreException"/> when observability is
/// off or the database cannot be read, and <see cref="ArgumentException"/> for a query that contradicts itself.
/// </summary>
public interface IInferenceHistory
{
    /// <summary>
    /// The answered inferences that a query describes, in its order. The database is asked when enumeration starts; content is read
    /// in pages, so a long list needs little memory and holds no lock between two items.
    /// </summary>
    IAsyncEnumerable<StoredInference> ListAsync(InferenceQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many answered inferences a query describes, its limit, offset and cursor left aside.</summary>
    ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken = default);

    /// <summary>The answered inferences with these ids, in the order of the ids; unknown ids are left out.</summary>
    ValueTask<IReadOnlyList<StoredInference>> GetAsync(
        IReadOnlyList<Guid> inferenceIds,
        InferenceOutputSource outputSource = InferenceOutputSource.Inference,
        CancellationToken cancellationToken = default);

    /// <summary>Inferences that gave no whole answer, newest first.</summary>
    IAsyncEnumerable<StoredFailedInference> ListFailedAsync(FailedInferenceQuery query, CancellationToken cancellationToken = default);

    /// <summary>Episodes, newest first; those of answered inferences.</summary>
    IAsyncEnumerable<StoredEpisode> ListEpisodesAsync(EpisodeQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many episodes there are with an answered inference of a function, or of any when it is null.</summary>
    ValueTask<long> CountEpisodesAsync(string? functionName = null, CancellationToken cancellationToken = default);

    /// <summary>The provider calls that answered for an inference, oldest first; empty for an unknown id.</summary>
    ValueTask<IReadOnlyList<StoredModelInference>> GetModelInferencesAsync(Guid inferenceId, CancellationToken cancellationToken = default);

    /// <summary>The provider calls that failed for an inference, oldest first; empty for an unknown id.</summary>
    ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(Guid inferenceId, CancellationToken cancellationToken = default);

    /// <summary>All feedback about an inference or an episode, oldest first; of one metric the last counts.</summary>
    ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken = default);

    /// <summary>Feedback, newest first: about one target, for one metric, of a time. It is read in pages.</summary>
    IAsyncEnumerable<StoredFeedback> ListFeedbackAsync(FeedbackQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// What feedback an inference or an episode has: one line for each metric, and one for each other kind; by kind and metric. Empty for an
    /// unknown id.
    /// </summary>
    ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeFeedbackAsync(Guid targetId, CancellationToken cancellationToken = default);

    /// <summary>
    /// A configuration that was in use, as TOML with the contents of its files, to look at or to load again with
    /// <see cref="TensorZeroConfiguration.FromToml"/>. What may be a secret in it is replaced by a hash.
    /// </summary>
    /// <param name="hash">Its <see cref="TensorZeroEngine.ConfigurationHash"/>, as an inference was recorded with it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null when no configuration of this hash was recorded.</returns>
    ValueTask<string?> GetConfigurationAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Returns when everything recorded before the call can be read. While the database cannot be written, it waits.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);
}
