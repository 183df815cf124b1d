using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Replay;

/// <summary>The tags by which replays are known.</summary>
internal static class ReplayTags
{
    /// <summary>The original's own tags, so that who looks for them, to delete them above all, finds the replay too.</summary>
    public static IReadOnlyDictionary<string, string> Of(StoredInference original) =>
        original.Tags.Where(tag => !ReservedNames.Includes(tag.Key)).ToDictionary();

    /// <summary>Everything but replays: what has no run.</summary>
    public static InferenceQuery WithoutReplays(InferenceQuery query)
    {
        var original = new NotFilter(new TagFilter(ReservedNames.ReplayRunTag, "", TagComparison.NotEqual));
        return query with { Filter = query.Filter is { } filter ? new AndFilter(filter, original) : original };
    }

    public static InferenceQuery OfRun(Guid runId) =>
        new() { Filter = new TagFilter(ReservedNames.ReplayRunTag, runId.ToString()), Limit = null };

    /// <summary>What an inference is the replay of; the empty id when it does not say.</summary>
    public static Guid OriginalOf(StoredInference replay) =>
        Guid.TryParse(replay.Tags.GetValueOrDefault(ReservedNames.ReplayedInferenceTag), out var id) ? id : default;
}
