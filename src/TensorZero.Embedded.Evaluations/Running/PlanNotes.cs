using System.Text.Json.Serialization;
using TensorZero.Embedded.Evaluations.Notes;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Keeps plans in the database, under the id of each of their runs.</summary>
internal static class PlanNotes
{
    private static readonly NamedNotes<PlanNote> Notes = new("evaluation_plan", PlanNoteJson.Default.PlanNote);

    public static ValueTask SaveAsync(TensorZeroEngine engine, EvaluationPlan plan, CancellationToken cancellationToken) =>
        Notes.AppendAsync(engine, plan.Runs.Select(static run => run.Id.ToString()), PlanNote.Of(plan), cancellationToken);

    /// <exception cref="EvaluationException">There is none.</exception>
    public static async Task<PlanNote> FindAsync(TensorZeroEngine engine, Guid id, CancellationToken cancellationToken) =>
        await TryFindAsync(engine, id, cancellationToken).ConfigureAwait(false)
            ?? throw new EvaluationException($"There is no evaluation {id} to resume in this database.");

    /// <summary>Null when there is none.</summary>
    public static async Task<PlanNote?> TryFindAsync(TensorZeroEngine engine, Guid id, CancellationToken cancellationToken) =>
        await Notes.ListAsync(engine, id.ToString(), cancellationToken).ConfigureAwait(false) is [.., var last] ? last : null;
}

/// <summary>The JSON of plans.</summary>
[JsonSerializable(typeof(PlanNote))]
internal sealed partial class PlanNoteJson : JsonSerializerContext;
