using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Episodes of workflow evaluations. Their ids are dated ahead, so the moment up to which a copy goes is too.</summary>
internal sealed class WorkflowEpisodePart() : RecordPart("workflow episodes", RecordCollection.WorkflowEpisodes)
{
    public override ValueTask<IReadOnlyList<CopiedItem>> ReadAsync(
        IObservabilityStore store, Guid? after, Guid until, int maxItems, CancellationToken cancellationToken) => base.ReadAsync(
        store, after, WorkflowEpisodeIds.Includes(until) ? until : WorkflowEpisodeIds.Ahead(until), maxItems, cancellationToken);

    public override ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken) =>
        store.WorkflowRuns.AddEpisodesAsync([.. items.Select(item => (WorkflowEpisodeRecord)item.Value)], cancellationToken);
}
