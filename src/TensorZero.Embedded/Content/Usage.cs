namespace TensorZero.Embedded;

/// <summary>
/// Tokens and money of one model call, or the sum over several. A number that the provider did not report is null, and null
/// spreads through sums: an unknown part makes the whole unknown, never too small.
/// </summary>
/// <param name="InputTokens">All input tokens, those read from or written to the provider's cache included.</param>
/// <param name="OutputTokens">All output tokens, reasoning included.</param>
/// <param name="ProviderCacheReadInputTokens">The part of <paramref name="InputTokens"/> that the provider read from its cache.</param>
/// <param name="ProviderCacheWriteInputTokens">The part of <paramref name="InputTokens"/> that the provider wrote to its cache.</param>
/// <param name="Cost">US dollars; null when no price is configured or a priced number is missing.</param>
public sealed record Usage(
    long? InputTokens,
    long? OutputTokens,
    long? ProviderCacheReadInputTokens = null,
    long? ProviderCacheWriteInputTokens = null,
    decimal? Cost = null)
{
    /// <summary>Nothing used and nothing paid: the start of a sum.</summary>
    public static Usage Zero { get; } = new(0, 0, null, null, 0m);

    /// <summary>Nothing known.</summary>
    public static Usage Unknown { get; } = new(null, null);

    /// <summary>
    /// Adds two usages. Totals and cost become null when either is null; the cache parts count a missing number as none, because
    /// providers without a cache never report one.
    /// </summary>
    public Usage Add(Usage other) => new(
        InputTokens + other.InputTokens,
        OutputTokens + other.OutputTokens,
        AddParts(ProviderCacheReadInputTokens, other.ProviderCacheReadInputTokens),
        AddParts(ProviderCacheWriteInputTokens, other.ProviderCacheWriteInputTokens),
        Cost + other.Cost);

    private static long? AddParts(long? left, long? right) =>
        left is null && right is null ? null : (left ?? 0) + (right ?? 0);
}
