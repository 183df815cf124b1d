using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Notes;

/// <summary>Keeps notes of a kind in the database, under the name of what they are about.</summary>
internal sealed class NamedNotes<T>(string kind, JsonTypeInfo<T> json)
{
    public ValueTask AppendAsync(TensorZeroEngine engine, string name, T note, CancellationToken cancellationToken) =>
        StoreOf(engine).AppendNotesAsync(
            [new EvaluationNote { Id = engine.Ids.Next(), Kind = kind, Name = name, Body = JsonSerializer.Serialize(note, json) }],
            cancellationToken);

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(TensorZeroEngine engine, string name, CancellationToken cancellationToken) =>
        [.. (await StoreOf(engine).ListNotesAsync(kind, name, cancellationToken).ConfigureAwait(false))
            .Select(note => JsonSerializer.Deserialize(note.Body, json)!)];

    private static IEvaluationStore StoreOf(TensorZeroEngine engine) => engine.EvaluationStore ?? throw new ObservabilityStoreException(
        ObservabilityStoreFailure.Disabled,
        "Splits and calibrations require observability to be enabled (`gateway.observability.enabled` must not be `false`): they are recorded.");
}
