namespace TensorZero.Embedded.Storage;

/// <summary>A provider's answer as it is cached.</summary>
internal sealed record CachedReply
{
    public required CacheKey Key { get; init; }

    /// <summary>When the provider gave it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Its content blocks as JSON; of a stream, the pieces of each event.</summary>
    public required string Output { get; init; }

    public ReadOnlyMemory<byte> RawRequest { get; init; }

    public ReadOnlyMemory<byte> RawResponse { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public FinishReason? FinishReason { get; init; }
}
