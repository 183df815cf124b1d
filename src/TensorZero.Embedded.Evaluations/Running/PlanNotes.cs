using System.Text.Json;
using System.Text.Json.Serialization;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Keeps plans in the database, under their evaluation's id.</summary>
internal static class PlanNotes
{
    private const string Kind = "evaluation_plan";

    public static ValueTask SaveAsync(IEvaluationStore store, EvaluationPlan plan, Guid noteId, CancellationToken cancellationToken) =>
        store.AppendNotesAsync(
            [new EvaluationNote { Id = noteId, Kind = Kind, Name = plan.Id.ToString(), Body = JsonSerializer.Serialize(PlanNote.Of(plan), PlanNoteJson.Default.PlanNote) }],
            cancellationToken);

    /// <exception cref="EvaluationException">There is none.</exception>
    public static async Task<PlanNote> FindAsync(IEvaluationStore store, Guid id, CancellationToken cancellationToken) =>
        await store.ListNotesAsync(Kind, id.ToString(), cancellationToken).ConfigureAwait(false) is [.., var last]
            ? JsonSerializer.Deserialize(last.Body, PlanNoteJson.Default.PlanNote)!
            : throw new EvaluationException($"There is no evaluation {id} to resume in this database.");
}

/// <summary>The JSON of plans.</summary>
[JsonSerializable(typeof(PlanNote))]
internal sealed partial class PlanNoteJson : JsonSerializerContext;
