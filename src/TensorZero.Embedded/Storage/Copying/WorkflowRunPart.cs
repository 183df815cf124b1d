using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Runs of workflow evaluations.</summary>
internal sealed class WorkflowRunPart() : RecordPart("workflow runs", RecordCollection.WorkflowRuns)
{
    public override ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken) =>
        store.WorkflowRuns.AddRunsAsync([.. items.Select(item => (WorkflowRunRecord)item.Value)], cancellationToken);
}
