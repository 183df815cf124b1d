namespace TensorZero.Embedded.Storage;

/// <summary>Keeps the answers of providers, to be given again. Thread-safe. Failures are <see cref="ObservabilityStoreException"/>s.</summary>
internal interface IReplyCache
{
    /// <summary>The newest answer under a key; null when there is none since then.</summary>
    /// <param name="key">The key.</param>
    /// <param name="since">The oldest it may be; null for any age.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    ValueTask<CachedReply?> FindAsync(CacheKey key, DateTimeOffset? since, CancellationToken cancellationToken);

    /// <summary>Keeps answers; one that comes under a key that is there takes its place.</summary>
    ValueTask WriteAsync(IReadOnlyList<CachedReply> replies, CancellationToken cancellationToken);

    /// <summary>Deletes the answers from before a moment.</summary>
    /// <returns>How many they were.</returns>
    ValueTask<long> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);
}
