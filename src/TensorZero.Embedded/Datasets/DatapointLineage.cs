using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>
/// Remembers what datapoints were made of. Rows of datapoints, which are TensorZero's, have no place for it; each edit and each clone leaves a
/// note of its own instead. Thread-safe.
/// </summary>
internal sealed class DatapointLineage(IEvaluationStore store, UuidV7Source ids, TimeProvider time)
{
    private const string Kind = "datapoint_lineage";

    /// <summary>As many as are asked for at a time.</summary>
    private const int PageSize = 500;

    /// <summary>
    /// Writes what is made of what. To be called before the datapoints are written: a note about one that never comes into being harms nobody.
    /// </summary>
    public async ValueTask RecordAsync(DatapointChange change, IReadOnlyList<LineageStep> steps, CancellationToken cancellationToken)
    {
        if (steps.Count == 0)
        {
            return;
        }

        var roots = await FindRootsAsync(
            [.. steps.Select(static step => (step.From.Id, step.From.SourceInferenceId))], cancellationToken).ConfigureAwait(false);
        var notes = steps.Zip(roots, (step, root) => new LineageNote
        {
            Change = change,
            From = step.From.Id,
            To = step.To.Id,
            Root = root,
            At = time.GetUtcNow(),
            By = step.By,
        });
        await store.AppendNotesAsync([.. notes.Select(ToRecord)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What all versions of each datapoint share, in the order of the datapoints.</summary>
    /// <param name="datapoints">Their ids, and the inferences they were made of.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async ValueTask<IReadOnlyList<Guid>> FindRootsAsync(
        IReadOnlyList<(Guid Id, Guid? SourceInferenceId)> datapoints, CancellationToken cancellationToken)
    {
        Guid[] written = [.. datapoints.Where(static datapoint => datapoint.SourceInferenceId is null).Select(static datapoint => datapoint.Id)];
        var notes = await FindAsync(written, cancellationToken).ConfigureAwait(false);
        return [.. datapoints.Select(datapoint => datapoint.SourceInferenceId ?? notes.GetValueOrDefault(datapoint.Id)?.Root ?? datapoint.Id)];
    }

    /// <summary>How these versions came into being; those that nothing is known of are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, LineageNote>> FindAsync(IReadOnlyList<Guid> datapoints, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, LineageNote>();
        foreach (var page in datapoints.Chunk(PageSize))
        {
            foreach (var record in await store
                .FindNotesAsync(Kind, [.. page.Select(static id => id.ToString())], cancellationToken).ConfigureAwait(false))
            {
                var note = JsonSerializer.Deserialize(record.Body, LineageNoteJson.Default.LineageNote)!;
                found[note.To] = note;
            }
        }

        return found;
    }

    private EvaluationNote ToRecord(LineageNote note) => new()
    {
        Id = ids.Next(),
        Kind = Kind,
        Name = note.To.ToString(),
        Body = JsonSerializer.Serialize(note, LineageNoteJson.Default.LineageNote),
    };
}
