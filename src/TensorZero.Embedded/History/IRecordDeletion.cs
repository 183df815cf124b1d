namespace TensorZero.Embedded;

/// <summary>
/// Deletes what was recorded, for good: there is no way back. What still waits to be written is written first, so that nothing asked for
/// survives. Safe for any number of callers. Every method throws <see cref="ObservabilityStoreException"/> when observability is off or the
/// database cannot be written; what was deleted before that stays deleted, and the call can be made again.
/// </summary>
public interface IRecordDeletion
{
    /// <summary>
    /// Deletes inferences, failed ones included, with their calls, tags and feedback, and every version of the datapoints that were made from
    /// them; feedback about an episode goes with its last inference. Ids that are not there are passed over.
    /// </summary>
    ValueTask<DeletionCounts> DeleteInferencesAsync(IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken = default);

    /// <summary>Deletes all inferences that have a tag with this value, as <see cref="DeleteInferencesAsync"/> does: a person's, say.</summary>
    ValueTask<DeletionCounts> DeleteTaggedAsync(string tagKey, string tagValue, CancellationToken cancellationToken = default);

    /// <summary>Deletes everything about inferences that began before a moment; datapoints stay.</summary>
    ValueTask<DeletionCounts> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the content away from inferences that began before a moment: inputs, outputs, and what was sent to providers and what they
    /// replied. Names, times, tokens, cost, tags and feedback stay.
    /// </summary>
    /// <returns>How many inferences lost their content.</returns>
    ValueTask<long> DeleteContentBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken = default);
}
