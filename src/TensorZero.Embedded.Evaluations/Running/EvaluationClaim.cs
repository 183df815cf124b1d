using System.Collections.Concurrent;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Keeps an evaluation from being resumed while it still runs in this process: every answer would be asked for twice.</summary>
internal sealed class EvaluationClaim : IDisposable
{
    private static readonly ConcurrentDictionary<Guid, EvaluationClaim> Taken = new();

    private readonly Guid _id;

    private EvaluationClaim(Guid id) => _id = id;

    /// <exception cref="EvaluationException">It runs.</exception>
    public static EvaluationClaim Take(Guid id)
    {
        var claim = new EvaluationClaim(id);
        return Taken.TryAdd(id, claim)
            ? claim
            : throw new EvaluationException($"The evaluation {id} is running: wait for its end, or cancel it before it is resumed.");
    }

    public void Dispose() => Taken.TryRemove(KeyValuePair.Create(_id, this));
}
