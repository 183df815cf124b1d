namespace TensorZero.Embedded;

/// <summary>Which datapoints to list; stale ones never are. Everything that is set must hold.</summary>
public sealed record DatapointQuery
{
    /// <summary>The dataset; null for all.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The function; null for all.</summary>
    public string? FunctionName { get; init; }

    /// <summary>
    /// A condition on tags and on the time the version was written, made of <see cref="TagFilter"/>, <see cref="TimeFilter"/>,
    /// <see cref="AndFilter"/>, <see cref="OrFilter"/> and <see cref="NotFilter"/>; null for none.
    /// </summary>
    public InferenceFilter? Filter { get; init; }

    /// <summary>Whether the version written last comes first. Default: true.</summary>
    public bool NewestFirst { get; init; } = true;

    /// <summary>The most datapoints to list. Default: 20; null for all.</summary>
    public int? Limit { get; init; } = 20;

    /// <summary>How many to skip. Default: 0.</summary>
    public int Offset { get; init; }
}
