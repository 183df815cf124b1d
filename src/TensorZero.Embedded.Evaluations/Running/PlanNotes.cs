using System.Text.Json;
using System.Text.Json.Serialization;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Keeps plans in the database, under the id of each of their runs.</summary>
internal static class PlanNotes
{
    private const string Kind = "evaluation_plan";

    public static ValueTask SaveAsync(IEvaluationStore store, EvaluationPlan plan, UuidV7Source ids, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(PlanNote.Of(plan), PlanNoteJson.Default.PlanNote);
        return store.AppendNotesAsync(
            [.. plan.Runs.Select(run => new EvaluationNote { Id = ids.Next(), Kind = Kind, Name = run.Id.ToString(), Body = body })], cancellationToken);
    }

    /// <exception cref="EvaluationException">There is none.</exception>
    public static async Task<PlanNote> FindAsync(IEvaluationStore store, Guid id, CancellationToken cancellationToken) =>
        await TryFindAsync(store, id, cancellationToken).ConfigureAwait(false)
            ?? throw new EvaluationException($"There is no evaluation {id} to resume in this database.");

    /// <summary>Null when there is none.</summary>
    public static async Task<PlanNote?> TryFindAsync(IEvaluationStore store, Guid id, CancellationToken cancellationToken) =>
        await store.ListNotesAsync(Kind, id.ToString(), cancellationToken).ConfigureAwait(false) is [.., var last]
            ? JsonSerializer.Deserialize(last.Body, PlanNoteJson.Default.PlanNote)
            : null;
}

/// <summary>The JSON of plans.</summary>
[JsonSerializable(typeof(PlanNote))]
internal sealed partial class PlanNoteJson : JsonSerializerContext;
