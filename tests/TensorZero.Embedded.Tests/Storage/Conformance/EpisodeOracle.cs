using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Lists the episodes of a history by looking at every inference.</summary>
internal sealed class EpisodeOracle(RecordedHistory history)
{
    private readonly List<IGrouping<Guid, InferenceRecord>> _episodes =
        [.. history.Answered.GroupBy(inference => inference.EpisodeId).OrderByDescending(episode => episode.Key)];

    public IReadOnlyList<StoredEpisode> List(EpisodeQuery query)
    {
        var found = _episodes
            .Where(episode => query.FunctionName is null || episode.Any(inference => inference.FunctionName == query.FunctionName))
            .Where(episode => query.Before is not { } before || episode.Key.CompareTo(before) < 0)
            .Where(episode => query.After is not { } after || episode.Key.CompareTo(after) > 0)
            .Select(episode =>
            {
                var (first, last) = (episode.Min(inference => inference.Id), episode.Max(inference => inference.Id));
                return new StoredEpisode(
                    episode.Key, episode.Count(), first, last, UuidV7Source.TimestampOf(first), UuidV7Source.TimestampOf(last));
            })
            .ToList();
        var limit = query.Limit ?? int.MaxValue;
        return query.After is null ? [.. found.Take(limit)] : [.. found.TakeLast(limit)];
    }

    public long Count(string? functionName) => List(new EpisodeQuery { FunctionName = functionName, Limit = null }).Count;
}
