using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.History;

/// <summary>Waits for what is on its way, and deletes.</summary>
internal sealed class RecordDeletion(IObservabilityStore? store, IRecordSink sink) : IRecordDeletion
{
    /// <summary>How many tagged inferences are looked up at once.</summary>
    private const int Page = 500;

    public async ValueTask<DeletionCounts> DeleteInferencesAsync(
        IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inferenceIds);
        var eraser = await EraserAsync(cancellationToken).ConfigureAwait(false);
        return await eraser.DeleteAsync(inferenceIds, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DeletionCounts> DeleteTaggedAsync(string tagKey, string tagValue, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tagKey);
        ArgumentNullException.ThrowIfNull(tagValue);
        var eraser = await EraserAsync(cancellationToken).ConfigureAwait(false);
        return await DeleteTaggedAsync(eraser, tagKey, tagValue, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DeletionCounts> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken = default)
    {
        var eraser = await EraserAsync(cancellationToken).ConfigureAwait(false);
        return await eraser.DeleteBeforeAsync(moment, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> DeleteContentBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken = default)
    {
        var eraser = await EraserAsync(cancellationToken).ConfigureAwait(false);
        return await eraser.DeleteContentBeforeAsync(moment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All that have a tag, a page at a time.</summary>
    public static async ValueTask<DeletionCounts> DeleteTaggedAsync(
        IRecordEraser eraser, string tagKey, string tagValue, CancellationToken cancellationToken)
    {
        var sum = default(DeletionCounts);
        Guid? last = null;
        IReadOnlyList<Guid> ids;
        do
        {
            ids = await eraser.FindTaggedAsync(tagKey, tagValue, last, Page, cancellationToken).ConfigureAwait(false);
            sum = sum.Add(await eraser.DeleteAsync(ids, cancellationToken).ConfigureAwait(false));
            last = ids.Count == 0 ? last : ids[^1];
        }
        while (ids.Count > 0);

        return sum;
    }

    private async ValueTask<IRecordEraser> EraserAsync(CancellationToken cancellationToken)
    {
        var eraser = StoreInUse.Of(store).Eraser;
        await sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        return eraser;
    }
}
