using System.Text.Json.Serialization;
using TensorZero.Embedded.Evaluations.Notes;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Keeps what failed or was skipped in the database, under the run's id; what a resumption makes up for is told by the records.</summary>
internal static class OutcomeNotes
{
    private const int NoteSize = 500;

    private static readonly NamedNotes<OutcomeNote[]> Notes = new("evaluation_outcomes", OutcomeNoteJson.Default.OutcomeNoteArray);

    public static async Task SaveAsync(
        TensorZeroEngine engine, Guid runId, IEnumerable<EvaluationRow> rows, CancellationToken cancellationToken)
    {
        foreach (var some in rows.SelectMany(OutcomeNote.Of).Chunk(NoteSize))
        {
            await Notes.AppendAsync(engine, runId.ToString(), some, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The last one of each answer and score.</summary>
    public static async Task<IReadOnlyList<OutcomeNote>> ReadAsync(TensorZeroEngine engine, Guid runId, CancellationToken cancellationToken)
    {
        var notes = await Notes.ListAsync(engine, runId.ToString(), cancellationToken).ConfigureAwait(false);
        return [.. notes
            .Reverse()
            .SelectMany(static note => note)
            .DistinctBy(static note => (note.DatapointId, note.Repeat, note.Evaluator))];
    }
}

/// <summary>The JSON of outcomes.</summary>
[JsonSerializable(typeof(OutcomeNote[]))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class OutcomeNoteJson : JsonSerializerContext;
