namespace TensorZero.Embedded;

/// <summary>Which episodes to list, newest first. Everything that is set must hold.</summary>
public sealed record EpisodeQuery
{
    /// <summary>Only episodes with an answered inference of this function; null for all.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Only episodes older than this one; null for no such bound. Not together with <see cref="After"/>.</summary>
    public Guid? Before { get; init; }

    /// <summary>Only episodes newer than this one, those nearest to it; null for no such bound.</summary>
    public Guid? After { get; init; }

    /// <summary>The most episodes to list. Default: 20; null for all.</summary>
    public int? Limit { get; init; } = 20;
}
