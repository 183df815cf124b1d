using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Notes;

/// <summary>Keeps notes of a kind in the database, under the name of what they are about.</summary>
internal sealed class NamedNotes<T>(string kind, JsonTypeInfo<T> json)
{
    private const string Who = "Evaluations, splits and calibrations require";

    public ValueTask AppendAsync(TensorZeroEngine engine, string name, T note, CancellationToken cancellationToken) =>
        AppendAsync(engine, [name], note, cancellationToken);

    /// <summary>One note about several things, under the name of each: all of it or nothing.</summary>
    public ValueTask AppendAsync(TensorZeroEngine engine, IEnumerable<string> names, T note, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(note, json);
        return engine.RequireEvaluationStore(Who).AppendNotesAsync(
            [.. names.Select(name => new EvaluationNote { Id = engine.Ids.Next(), Kind = kind, Name = name, Body = body })], cancellationToken);
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(TensorZeroEngine engine, string name, CancellationToken cancellationToken) =>
        [.. (await engine.RequireEvaluationStore(Who).ListNotesAsync(kind, name, cancellationToken).ConfigureAwait(false))
            .Select(note => JsonSerializer.Deserialize(note.Body, json)!)];
}
