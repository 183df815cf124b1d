namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Stands in an <see cref="ObservabilityStoreException"/> of a store that has found out by itself which records of a batch it refuses for good:
/// it has all others, so the batch must not be halved to find them.
/// </summary>
/// <param name="refusals">By the records' places in the batch.</param>
internal sealed class RefusedRecords(IReadOnlyDictionary<int, ObservabilityStoreException> refusals)
    : Exception("The database refuses some records of a batch and has the others.")
{
    public IReadOnlyDictionary<int, ObservabilityStoreException> Refusals => refusals;
}
