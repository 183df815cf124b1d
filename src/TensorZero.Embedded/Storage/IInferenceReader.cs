namespace TensorZero.Embedded.Storage;

/// <summary>Reads inferences and their calls, as <see cref="IInferenceHistory"/> describes it. Queries are already checked.</summary>
internal interface IInferenceReader
{
    IAsyncEnumerable<StoredInference> ListAsync(InferenceQuery query, CancellationToken cancellationToken);

    ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<StoredInference>> GetAsync(
        IReadOnlyList<Guid> ids, InferenceOutputSource outputSource, CancellationToken cancellationToken);

    IAsyncEnumerable<StoredFailedInference> ListFailedAsync(FailedInferenceQuery query, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<StoredModelInference>> GetModelInferencesAsync(Guid inferenceId, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(Guid inferenceId, CancellationToken cancellationToken);
}
