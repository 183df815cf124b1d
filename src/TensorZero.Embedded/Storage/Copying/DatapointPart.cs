using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Datapoints of all datasets, replaced and deleted ones included.</summary>
internal sealed class DatapointPart : CopiedPart
{
    public override string Name => "datapoints";

    public override ValueTask<long> CountAsync(IObservabilityStore store, CancellationToken cancellationToken) =>
        store.Records.CountDatapointsAsync(cancellationToken);

    public override async ValueTask<IReadOnlyList<CopiedItem>> ReadAsync(
        IObservabilityStore store, Guid? after, Guid until, int maxItems, CancellationToken cancellationToken)
    {
        var datapoints = await store.Records.ReadDatapointsAsync(after, maxItems, cancellationToken).ConfigureAwait(false);
        return
        [
            .. datapoints
                .Where(datapoint => datapoint.Id.CompareTo(until) <= 0)
                .Select(datapoint => new CopiedItem(datapoint.Id, datapoint, 1 << 13)),
        ];
    }

    public override ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken) =>
        store.Datapoints.AddAsync([.. items.Select(item => (DatapointRecord)item.Value)], cancellationToken);

    protected override async ValueTask UpdateAsync(
        IObservabilityStore target, CopiedItem source, CopiedItem there, CancellationToken cancellationToken)
    {
        var (wanted, present) = ((DatapointRecord)source.Value, (DatapointRecord)there.Value);
        if (present.StaledAt is not null)
        {
            return;
        }

        if (wanted.Name != present.Name)
        {
            await target.Datapoints.RenameAsync(wanted.DatasetName, wanted.Id, wanted.Name, cancellationToken).ConfigureAwait(false);
        }

        if (wanted.StaledAt is not null)
        {
            await target.Datapoints.DeleteAsync(wanted.DatasetName, [wanted.Id], cancellationToken).ConfigureAwait(false);
        }
    }
}
