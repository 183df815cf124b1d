using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Configurations: one that the target has used itself is there, whatever its id.</summary>
internal sealed class ConfigurationPart() : RecordPart("configurations", RecordCollection.Configurations)
{
    public override async ValueTask<IReadOnlySet<Guid>> FindAsync(
        IObservabilityStore target, Guid? after, IReadOnlyList<CopiedItem> page, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        foreach (var item in page)
        {
            var hash = ((ConfigSnapshotRecord)item.Value).Hash;
            if (await target.FindConfigurationAsync(hash, cancellationToken).ConfigureAwait(false) is not null)
            {
                found.Add(item.Id);
            }
        }

        return found;
    }
}
