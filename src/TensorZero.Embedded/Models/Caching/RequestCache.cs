using System.Text.Json;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>One request's use of the cache. Its calls may run at once.</summary>
/// <param name="cache">The cache.</param>
/// <param name="reads">Whether answers come from it.</param>
/// <param name="writes">Whether answers go into it.</param>
/// <param name="maxAge">How old an answer may be; null for any age.</param>
/// <param name="scope">Who may share answers.</param>
/// <param name="calls">The calls that others may share; null when this request does not take part.</param>
internal sealed class RequestCache(InferenceCache cache, bool reads, bool writes, TimeSpan? maxAge, string scope, SharedCalls? calls)
{
    public bool Writes => writes;

    /// <summary>The cached answer to what an attempt asks; null when the provider must be asked.</summary>
    public async ValueTask<ProviderResponse?> FindAsync(ProviderAttempt attempt, CancellationToken cancellationToken) =>
        await FindAsync(
            attempt,
            static (reply, output) => new ProviderResponse
            {
                Content = CachedContent.ToBlocks(output),
                Usage = UsageOf(reply),
                FinishReason = reply.FinishReason,
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>The events of the cached stream that answered what an attempt asks; null when the provider must be asked.</summary>
    public async ValueTask<IReadOnlyList<ProviderChunk>?> FindStreamAsync(ProviderAttempt attempt, CancellationToken cancellationToken)
    {
        var cached = await FindAsync(
            attempt,
            static (reply, output) =>
            {
                var chunks = CachedContent.ToPieces(output).Select(static pieces => new ProviderChunk { Content = pieces });
                return (IReadOnlyList<ProviderChunk>)[.. chunks, new ProviderChunk { Usage = UsageOf(reply), FinishReason = reply.FinishReason }];
            },
            cancellationToken).ConfigureAwait(false);
        attempt.Pieces = writes && cached is null ? [] : null;
        return cached;
    }

    /// <summary>Asks the provider, or waits for the answer to one who asks it the same already.</summary>
    public ValueTask<ProviderResponse> AskAsync(ProviderAttempt attempt, CancellationToken cancellationToken) =>
        calls is not null && attempt.CacheKey is { } key
            ? calls.AskAsync(key, attempt, cancellationToken)
            : attempt.AskProviderAsync(cancellationToken);

    /// <summary>Keeps what the provider answered to an attempt, for the next who asks the same.</summary>
    public void Keep(ProviderAttempt attempt)
    {
        if (writes && attempt is { Succeeded: true, Cached: false, CacheKey: { } key })
        {
            cache.Keep(key, attempt);
        }
    }

    private async ValueTask<T?> FindAsync<T>(
        ProviderAttempt attempt, Func<CachedReply, JsonElement, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var key = CacheKeys.Of(attempt, scope);
        attempt.CacheKey = key;
        if (!reads)
        {
            return null;
        }

        return await cache.FindAsync(
            key,
            maxAge,
            (reply, output) =>
            {
                var answer = read(reply, output);
                (attempt.Cached, attempt.Call.RawRequest, attempt.Call.RawResponse) = (true, reply.RawRequest, reply.RawResponse);
                return answer;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tokens that were used when the answer was made, which are not paid again.</summary>
    private static Usage UsageOf(CachedReply reply) => new(reply.InputTokens, reply.OutputTokens, Cost: 0m);
}
