namespace TensorZero.Embedded;

/// <summary>One side of a <see cref="ReplayPair"/>.</summary>
public sealed record ReplaySide
{
    /// <summary>The inference.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The variant that answered.</summary>
    public required string VariantName { get; init; }

    /// <summary>The models that answered, each once.</summary>
    public required IReadOnlyList<string> ModelNames { get; init; }

    /// <summary>Tokens and dollars of all its calls.</summary>
    public required Usage Usage { get; init; }

    /// <summary>From the request to the whole answer, in whole milliseconds.</summary>
    public required TimeSpan ProcessingTime { get; init; }

    /// <summary>The latest value of each metric that was given for the inference itself; booleans are 0 and 1.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }
}
