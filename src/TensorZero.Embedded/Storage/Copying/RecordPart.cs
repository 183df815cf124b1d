using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Records of one collection, which never change.</summary>
internal class RecordPart(string name, RecordCollection collection) : CopiedPart
{
    public override string Name => name;

    public override ValueTask<long> CountAsync(IObservabilityStore store, CancellationToken cancellationToken) =>
        store.Records.CountAsync(collection, cancellationToken);

    public override async ValueTask<IReadOnlyList<CopiedItem>> ReadAsync(
        IObservabilityStore store, Guid? after, Guid until, int maxItems, CancellationToken cancellationToken)
    {
        var records = await store.Records.ReadAsync(collection, after, until, maxItems, cancellationToken).ConfigureAwait(false);
        return [.. records.Select(record => new CopiedItem(record.Id, record, SizeOf(record)))];
    }

    public override ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken) =>
        store.WriteAsync([.. items.Select(item => (Record)item.Value)], token, cancellationToken);

    /// <summary>Raw bodies are most of a record; the same content stands in it about twice more.</summary>
    private static long SizeOf(Record record) => record is not InferenceRecord inference ? 1 << 10
        : (1 << 10) + (3 * (inference.ModelInferences.Sum(call => (long)call.RawRequest.Length + call.RawResponse.Length)
            + inference.FailedCalls.Sum(call => (long)call.RawRequest.Length + call.RawResponse.Length)));
}
