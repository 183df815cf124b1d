using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Episodes;

/// <summary>Reads what was said of episodes, and what of it counts.</summary>
internal static class EpisodeFeedback
{
    /// <summary>How many episodes one query names.</summary>
    private const int Step = 500;

    /// <summary>The values that count, and all comments.</summary>
    public static async Task<IReadOnlyList<WorkflowFeedbackRecord>> ReadAsync(
        IWorkflowRunStore store, IEnumerable<WorkflowEpisodeRecord> episodes, CancellationToken cancellationToken)
    {
        var comments = new List<WorkflowFeedbackRecord>();
        var latest = new Dictionary<(Guid, string, bool), WorkflowFeedbackRecord>();
        foreach (var ids in episodes.Select(episode => episode.Id).Chunk(Step))
        {
            // Oldest first, so the last value stays.
            foreach (var feedback in await store.ListFeedbackAsync(ids, cancellationToken).ConfigureAwait(false))
            {
                if (feedback.MetricName is { } metric)
                {
                    latest[(feedback.EpisodeId, metric, feedback.BooleanValue is not null)] = feedback;
                }
                else
                {
                    comments.Add(feedback);
                }
            }
        }

        return [.. latest.Values, .. comments];
    }

    public static async Task<IReadOnlyList<WorkflowEpisode>> JoinAsync(
        IWorkflowRunStore store, IReadOnlyList<WorkflowEpisodeRecord> episodes, CancellationToken cancellationToken)
    {
        var feedback = (await ReadAsync(store, episodes, cancellationToken).ConfigureAwait(false)).ToLookup(piece => piece.EpisodeId);
        return [.. episodes.Select(episode => Join(episode, feedback[episode.Id]))];
    }

    private static WorkflowEpisode Join(WorkflowEpisodeRecord episode, IEnumerable<WorkflowFeedbackRecord> feedback) => new()
    {
        EpisodeId = episode.Id,
        RunId = episode.RunId,
        TaskName = episode.TaskName,
        Tags = episode.Tags,
        StartedAt = Content.WorkflowEpisodeIds.StartOf(episode.Id),
        Feedback =
        [
            .. feedback
                .Select(piece => new WorkflowFeedback(
                    piece.MetricName ?? FeedbackRequest.CommentName, piece.BooleanValue, piece.FloatValue, piece.Comment))
                .OrderBy(piece => piece.Name, StringComparer.Ordinal),
        ],
    };
}
