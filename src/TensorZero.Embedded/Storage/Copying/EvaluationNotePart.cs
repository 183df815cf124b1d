using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>The documents that evaluations keep.</summary>
internal sealed class EvaluationNotePart() : RecordPart("evaluation notes", RecordCollection.EvaluationNotes)
{
    public override ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken) =>
        store.Evaluations.AppendNotesAsync([.. items.Select(item => (EvaluationNote)item.Value)], cancellationToken);
}
