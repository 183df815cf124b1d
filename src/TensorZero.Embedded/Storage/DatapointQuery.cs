namespace TensorZero.Embedded.Storage;

/// <summary>Which datapoints to list; stale ones never are.</summary>
internal sealed record DatapointQuery
{
    /// <summary>The dataset; null for all.</summary>
    public string? DatasetName { get; init; }

    public string? FunctionName { get; init; }

    /// <summary>A condition on tags and time; those on metrics and demonstrations have no meaning here.</summary>
    public InferenceFilter? Filter { get; init; }

    /// <summary>Whether the datapoint last updated comes first.</summary>
    public bool NewestFirst { get; init; } = true;

    public int? Limit { get; init; } = 20;

    public int Offset { get; init; }
}
