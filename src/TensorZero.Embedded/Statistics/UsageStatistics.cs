namespace TensorZero.Embedded;

/// <summary>
/// Tokens and cost of a group of provider calls. Calls of inferences that failed later are counted too: they were paid. A sum is that of
/// the calls that say how much; how many those are stands beside it.
/// </summary>
public sealed record UsageStatistics
{
    /// <summary>Which calls.</summary>
    public required StatisticsKey Key { get; init; }

    /// <summary>How many calls answered.</summary>
    public required long CallCount { get; init; }

    /// <summary>How many of them came from the cache.</summary>
    public required long CachedCallCount { get; init; }

    /// <summary>How many of them say both input and output tokens.</summary>
    public required long CallsWithTokens { get; init; }

    /// <summary>How many of them have a cost.</summary>
    public required long CallsWithCost { get; init; }

    /// <summary>Input tokens.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Input tokens that the providers read from their caches.</summary>
    public required long ProviderCacheReadInputTokens { get; init; }

    /// <summary>Input tokens that the providers wrote into their caches.</summary>
    public required long ProviderCacheWriteInputTokens { get; init; }

    /// <summary>Dollars, exact to 1e-9; null when no call has a cost.</summary>
    public required decimal? Cost { get; init; }
}
