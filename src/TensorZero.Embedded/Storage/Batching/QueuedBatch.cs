using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>A batch out of memory: what the store does not get is lost, and counted.</summary>
internal sealed class QueuedBatch(List<QueuedRecord> queued, RecordQueue queue, Action<List<QueuedRecord>> abandon) : IBatch
{
    public IReadOnlyList<Record> Records { get; } = queued.ConvertAll(static record => record.Record);

    public string Token => queued[0].Record.Id.ToString();

    public void Begin()
    {
    }

    public (IBatch First, IBatch Second) Halve()
    {
        var half = queued.Count / 2;
        return (new QueuedBatch(queued[..half], queue, abandon), new QueuedBatch(queued[half..], queue, abandon));
    }

    public string? SetAside(int place, ObservabilityStoreException error) => null;

    public void Complete(IReadOnlyDictionary<int, ObservabilityStoreException> refusals)
    {
        queue.Complete(queued);
        for (var place = 0; place < queued.Count; place++)
        {
            if (refusals.TryGetValue(place, out var refusal))
            {
                queued[place].Fail(refusal);
            }
            else
            {
                queued[place].Committed?.SetResult();
            }
        }
    }

    public void Abandon() => abandon(queued);
}
