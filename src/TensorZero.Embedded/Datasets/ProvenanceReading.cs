using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>Goes from a version of a datapoint back to its beginning.</summary>
internal sealed class ProvenanceReading(IDatapointStore store, DatapointLineage lineage, IInferenceHistory history)
{
    public async Task<DatapointProvenance> ReadAsync(DatapointRecord datapoint, CancellationToken cancellationToken)
    {
        var versions = new List<DatapointVersion>();
        for (var version = datapoint; version is not null;)
        {
            var note = (await lineage.FindAsync([version.Id], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(version.Id);
            versions.Insert(0, new DatapointVersion(
                version.Id, version.DatasetName, note?.Change ?? DatapointChange.Created, note?.At ?? version.UpdatedAt, note?.By));
            version = note is not null && await store.GetAsync([note.From], cancellationToken).ConfigureAwait(false) is [var before]
                ? before
                : null;
        }

        var source = datapoint.SourceInferenceId;
        var roots = await lineage.FindRootsAsync([(datapoint.Id, source)], cancellationToken).ConfigureAwait(false);
        return new DatapointProvenance
        {
            DatapointId = datapoint.Id,
            RootId = roots[0],
            SourceInferenceId = source,
            Feedback = source is { } inference ? await history.GetFeedbackAsync(inference, cancellationToken).ConfigureAwait(false) : [],
            Versions = versions,
        };
    }
}
