using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>
/// The cache of providers' answers. Looking something up costs a query; keeping it is done in the background, where what comes faster than
/// it can be written is passed over. A database that fails makes no inference fail: there is no answer then, and none is kept. Thread-safe.
/// </summary>
internal sealed class InferenceCache : IAsyncDisposable
{
    /// <summary>How long a lookup may take before a model is asked after all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing is looked up after that has failed.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Any age, because time began later.</summary>
    private static readonly TimeSpan Ages = TimeSpan.FromDays(36_500);

    private readonly IReplyCache _replies;
    private readonly IReadOnlyList<string> _keyTags;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CacheWriter _writer;
    private readonly SharedCalls _calls = new();
    private long _restsUntil = long.MinValue;

    /// <param name="replies">The database.</param>
    /// <param name="keyTags">The tags whose values callers must share to share answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures are told.</param>
    public InferenceCache(IReplyCache replies, IReadOnlyList<string> keyTags, TimeProvider time, ILogger logger)
    {
        (_replies, _keyTags, _time, _logger) = (replies, keyTags, time, logger);
        _writer = new CacheWriter(replies, logger);
    }

    /// <summary>One request's use of it; null when it has none.</summary>
    /// <param name="options">What the request says.</param>
    /// <param name="dryRun">Whether nothing of it is to be kept.</param>
    /// <param name="tags">The request's tags, the library's own included.</param>
    public RequestCache? For(CacheOptions options, bool dryRun, IReadOnlyDictionary<string, string> tags)
    {
        var reads = options.Mode is CacheMode.On or CacheMode.ReadOnly;
        var writes = !dryRun && options.Mode is CacheMode.On or CacheMode.WriteOnly;
        var calls = reads && options.ShareCalls ? _calls : null;
        return reads || writes ? new RequestCache(this, reads, writes, options.MaxAge, ScopeOf(tags), calls) : null;
    }

    /// <summary>What <paramref name="read"/> makes of the answer under a key; null when there is none, or it cannot be read.</summary>
    public async ValueTask<T?> FindAsync<T>(
        CacheKey key, TimeSpan? maxAge, Func<CachedReply, JsonElement, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var now = _time.GetUtcNow();
        if (now.UtcTicks < Interlocked.Read(ref _restsUntil))
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var since = maxAge < Ages ? now - maxAge : null;
            var reply = await _replies.FindAsync(key, since, either.Token).ConfigureAwait(false);
            return reply is null ? null : read(reply, JsonElements.ParseElement(Encoding.UTF8.GetBytes(reply.Output)));
        }
        catch (Exception error) when (error is JsonException or ContentJsonException)
        {
            CacheLog.LookupFailed(_logger, "What is cached cannot be read.");
            return null;
        }
        catch (Exception error)
        {
            // One whose time is up notices that by itself.
            if (!cancellationToken.IsCancellationRequested)
            {
                Interlocked.Exchange(ref _restsUntil, (now + Rest).UtcTicks);
                var reason = error is ObservabilityStoreException ? error.Message : $"It gave no answer ({error.GetType().Name}).";
                CacheLog.LookupFailed(_logger, reason);
            }

            return null;
        }
    }

    /// <summary>Keeps what an attempt was answered.</summary>
    public void Keep(CacheKey key, ProviderAttempt attempt) => _writer.Add(key, attempt, _time.GetUtcNow());

    /// <summary>Returns when everything kept so far is in the database, or could not be written.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _writer.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private string ScopeOf(IReadOnlyDictionary<string, string> tags) => _keyTags.Count == 0
        ? ""
        : string.Concat(_keyTags.Select(key => tags.TryGetValue(key, out var value) ? $"{value.Length}:{value}" : "-"));
}
