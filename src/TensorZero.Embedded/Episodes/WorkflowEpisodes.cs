using System.Collections.Concurrent;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Episodes;

/// <summary>
/// Finds what a workflow's episode says about its inferences. Whether an episode is a workflow's its id tells, so that others cost nothing; what
/// was found is remembered, the oldest is forgotten first. Thread-safe.
/// </summary>
/// <param name="store">Where episodes are; null when observability is off.</param>
/// <param name="capacity">How many are remembered.</param>
internal sealed class WorkflowEpisodes(IWorkflowRunStore? store, int capacity = 10_000)
{
    private readonly ConcurrentDictionary<Guid, WorkflowEpisodeRecord> _known = new();
    private readonly Queue<Guid> _order = new();
    private readonly Lock _adding = new();

    /// <summary>Null for an episode of no workflow.</summary>
    /// <exception cref="InvalidInferenceRequestException">The id is that of a workflow's episode, but there is none.</exception>
    /// <exception cref="ObservabilityStoreException">The database does not answer.</exception>
    public ValueTask<WorkflowEpisodeRecord?> FindAsync(Guid? episodeId, CancellationToken cancellationToken) =>
        episodeId is not { } id || !WorkflowEpisodeIds.Includes(id) ? default
        : _known.TryGetValue(id, out var episode) ? new(episode)
        : LookUpAsync(id, cancellationToken);

    /// <summary>Remembers an episode.</summary>
    public void Keep(WorkflowEpisodeRecord episode)
    {
        lock (_adding)
        {
            if (_known.TryAdd(episode.Id, episode))
            {
                _order.Enqueue(episode.Id);
                if (_order.Count > capacity)
                {
                    _known.TryRemove(_order.Dequeue(), out _);
                }
            }
        }
    }

    private async ValueTask<WorkflowEpisodeRecord?> LookUpAsync(Guid id, CancellationToken cancellationToken)
    {
        var episode = store is null ? null : await store.FindEpisodeAsync(id, cancellationToken).ConfigureAwait(false);
        if (episode is null)
        {
            throw new InvalidInferenceRequestException(
                InferenceRequestError.InvalidEpisodeId,
                $"Workflow evaluation run not found for episode id: {id}. The id is dated ahead, as those of workflow evaluations are; start the "
                + "episode first.");
        }

        Keep(episode);
        return episode;
    }
}
