using System.Text.Json;
using System.Text.Json.Serialization;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Keeps what failed or was skipped in the database, under the run's id; what a resumption makes up for is told by the records.</summary>
internal static class OutcomeNotes
{
    private const string Kind = "evaluation_outcomes";
    private const int NoteSize = 500;

    public static async Task SaveAsync(
        IEvaluationStore store, Guid runId, IEnumerable<EvaluationRow> rows, UuidV7Source ids, CancellationToken cancellationToken)
    {
        foreach (var some in rows.SelectMany(OutcomeNote.Of).Chunk(NoteSize))
        {
            var body = JsonSerializer.Serialize(some, OutcomeNoteJson.Default.OutcomeNoteArray);
            await store.AppendNotesAsync(
                [new EvaluationNote { Id = ids.Next(), Kind = Kind, Name = runId.ToString(), Body = body }], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The last one of each answer and score.</summary>
    public static async Task<IReadOnlyList<OutcomeNote>> ReadAsync(IEvaluationStore store, Guid runId, CancellationToken cancellationToken)
    {
        var notes = await store.ListNotesAsync(Kind, runId.ToString(), cancellationToken).ConfigureAwait(false);
        return [.. notes
            .Reverse()
            .SelectMany(static note => JsonSerializer.Deserialize(note.Body, OutcomeNoteJson.Default.OutcomeNoteArray)!)
            .DistinctBy(static note => (note.DatapointId, note.Repeat, note.Evaluator))];
    }
}

/// <summary>The JSON of outcomes.</summary>
[JsonSerializable(typeof(OutcomeNote[]))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class OutcomeNoteJson : JsonSerializerContext;
