namespace TensorZero.Embedded.Evaluations;

/// <summary>Which answers resemble one another, so that together they say less than as many unrelated ones.</summary>
public sealed record EvaluationClusters
{
    private EvaluationClusters(string? tag, bool isEpisode) => (Tag, IsEpisode) = (tag, isEpisode);

    /// <summary>Repeats of a datapoint, which is all that is known without being told. The default.</summary>
    public static EvaluationClusters ByDatapoint { get; } = new(null, false);

    /// <summary>Datapoints of the same episode; one without an episode stands for itself.</summary>
    public static EvaluationClusters ByEpisode { get; } = new(null, true);

    /// <summary>Datapoints with the same value of a tag; one without the tag stands for itself.</summary>
    /// <param name="key">The tag.</param>
    public static EvaluationClusters ByTag(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new EvaluationClusters(key, false);
    }

    private string? Tag { get; }

    private bool IsEpisode { get; }

    /// <summary>A datapoint's cluster; null when its one answer stands for itself.</summary>
    internal string? Of(Datapoint datapoint, int repeats) =>
        IsEpisode ? (datapoint.EpisodeId ?? datapoint.Id).ToString()
        : Tag is not null ? datapoint.Tags.TryGetValue(Tag, out var value) ? $"{Tag}={value}" : datapoint.Id.ToString()
        : repeats > 1 ? datapoint.Id.ToString()
        : null;
}
