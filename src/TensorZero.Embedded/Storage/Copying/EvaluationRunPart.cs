using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Evaluation runs: the target's is replaced when the source's was changed later.</summary>
internal sealed class EvaluationRunPart() : RecordPart("evaluation runs", RecordCollection.EvaluationRuns)
{
    public override ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken) =>
        store.Evaluations.SaveRunsAsync([.. items.Select(item => (EvaluationRunRecord)item.Value)], cancellationToken);

    protected override async ValueTask UpdateAsync(
        IObservabilityStore target, CopiedItem source, CopiedItem there, CancellationToken cancellationToken)
    {
        var run = (EvaluationRunRecord)source.Value;
        if (run.UpdatedAt > ((EvaluationRunRecord)there.Value).UpdatedAt)
        {
            await target.Evaluations.SaveRunsAsync([run], cancellationToken).ConfigureAwait(false);
        }
    }
}
