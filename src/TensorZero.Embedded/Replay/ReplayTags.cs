using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Replay;

/// <summary>The tags by which replays are known.</summary>
internal static class ReplayTags
{
    public const string RunId = ReservedNames.Prefix + "replay_run_id";
    public const string OriginalId = ReservedNames.Prefix + "replayed_inference_id";

    /// <summary>The original's own tags, so that who looks for them, to delete them above all, finds the replay too; and those of the replay.</summary>
    public static IReadOnlyDictionary<string, string> Of(StoredInference original, Guid runId)
    {
        var tags = original.Tags.Where(tag => !ReservedNames.Includes(tag.Key)).ToDictionary();
        tags[RunId] = runId.ToString();
        tags[OriginalId] = original.InferenceId.ToString();
        return tags;
    }

    /// <summary>Everything but replays: what has no run.</summary>
    public static InferenceQuery WithoutReplays(InferenceQuery query)
    {
        var original = new NotFilter(new TagFilter(RunId, "", TagComparison.NotEqual));
        return query with { Filter = query.Filter is { } filter ? new AndFilter(filter, original) : original };
    }

    public static InferenceQuery OfRun(Guid runId) => new() { Filter = new TagFilter(RunId, runId.ToString()), Limit = null };
}
