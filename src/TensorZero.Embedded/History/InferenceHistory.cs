using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.History;

/// <summary>Checks queries and hands them to the store, when there is one.</summary>
internal sealed class InferenceHistory(IObservabilityStore? store, IRecordSink sink) : IInferenceHistory
{
    public IAsyncEnumerable<StoredInference> ListAsync(InferenceQuery query, CancellationToken cancellationToken = default)
    {
        Check(query);
        return Reader.ListAsync(query, cancellationToken);
    }

    public ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken = default)
    {
        Check(query);
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
        ArgumentNullException.ThrowIfNull(query);
        CheckNotNegative(query.Limit, nameof(query.Limit));
        return Reader.ListFailedAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoredModelInference>> GetModelInferencesAsync(
        Guid inferenceId, CancellationToken cancellationToken = default) =>
        Reader.GetModelInferencesAsync(inferenceId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(
        Guid inferenceId,
        CancellationToken cancellationToken = default) =>
        Reader.GetFailedCallsAsync(inferenceId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken = default) =>
        Store.Feedback.GetFeedbackAsync(targetId, cancellationToken);

    public ValueTask<string?> GetConfigurationAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return Store.FindConfigurationAsync(hash, cancellationToken);
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => sink.FlushAsync(cancellationToken);

    private IObservabilityStore Store => store ?? throw new ObservabilityStoreException(
        ObservabilityStoreFailure.Disabled,
        "Nothing is recorded: `gateway.observability.enabled` is false. Remove that setting to record.");

    private IInferenceReader Reader => Store.Inferences;

    private static void Check(InferenceQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckNotNegative(query.Limit, nameof(query.Limit));
        CheckNotNegative(query.Offset, nameof(query.Offset));
        if (query.Before is not null && query.After is not null)
        {
            throw new ArgumentException("A query has either Before or After, not both.", nameof(query));
        }

        if (query.Offset is not null && (query.Before ?? query.After) is not null)
        {
            throw new ArgumentException("A query has either Offset or a cursor (Before, After), not both.", nameof(query));
        }

        if (query.Filter is { } filter && FilterLimits.Problem(filter) is { } problem)
        {
            throw new ArgumentException($"The query cannot be answered: {problem}.", nameof(query));
        }
    }

    private static void CheckNotNegative(int? value, string name)
    {
        if (value < 0)
        {
            throw new ArgumentException($"A query's {name} cannot be negative.", name);
        }
    }
}
