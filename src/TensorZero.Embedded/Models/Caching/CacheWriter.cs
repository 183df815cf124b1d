using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>Brings answers into the cache in the background, those that wait in one write.</summary>
internal sealed class CacheWriter : IAsyncDisposable
{
    /// <summary>How many answers wait at most; the next ones are not kept.</summary>
    private const int MaxWaiting = 1000;

    /// <summary>How many bytes the requests and replies that wait may have; an answer beyond is not kept.</summary>
    private const long MaxWaitingBytes = 64 << 20;

    /// <summary>How many answers are written at once.</summary>
    private const int MaxBatch = 100;

    private readonly Channel<Item> _waiting = Channel.CreateBounded<Item>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly IReplyCache _replies;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _passedOver;
    private long _waitingBytes;

    public CacheWriter(IReplyCache replies, ILogger logger)
    {
        (_replies, _logger) = (replies, logger);
        using (ExecutionContext.SuppressFlow())
        {
            _loop = Task.Run(RunAsync);
        }
    }

    /// <summary>Takes what an attempt was answered; it is turned into text in the background.</summary>
    public void Add(CacheKey key, ProviderAttempt attempt, DateTimeOffset now)
    {
        var item = new Item(key, attempt, now, null);
        if (Interlocked.Add(ref _waitingBytes, item.Bytes) > MaxWaitingBytes || !_waiting.Writer.TryWrite(item))
        {
            Interlocked.Add(ref _waitingBytes, -item.Bytes);
            Interlocked.Increment(ref _passedOver);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _waiting.Writer.WriteAsync(new Item(default, null, default, written), cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return;
        }

        await written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does not wait for what is not written yet: who wants that flushes first.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Item>();
        var flushed = new List<TaskCompletionSource>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var item))
            {
                if (item.Flushed is { } flush)
                {
                    flushed.Add(flush);
                }
                else
                {
                    batch.Add(item);
                }
            }

            await WriteAsync(batch).ConfigureAwait(false);
            batch.ForEach(item => Interlocked.Add(ref _waitingBytes, -item.Bytes));
            flushed.ForEach(static written => written.SetResult());
            batch.Clear();
            flushed.Clear();
        }
    }

    /// <summary>What cannot be written is told and forgotten: the next who asks pays for it, which is no loss of anything.</summary>
    private async Task WriteAsync(List<Item> batch)
    {
        if (Interlocked.Exchange(ref _passedOver, 0) is > 0 and var passedOver)
        {
            CacheLog.NotKept(_logger, passedOver, "they came faster than they can be written.");
        }

        var replies = new List<CachedReply>(batch.Count);
        foreach (var item in batch)
        {
            try
            {
                replies.Add(ReplyOf(item));
            }
            catch (Exception error)
            {
                TellNotKept(1, error);
            }
        }

        if (replies.Count > 0 && await TryWriteAsync(replies).ConfigureAwait(false) is { } refusal)
        {
            await WriteSinglyAsync(replies, refusal).ConfigureAwait(false);
        }
    }

    /// <summary>An answer that the database refuses for good must not cost the others their place.</summary>
    private async Task WriteSinglyAsync(List<CachedReply> replies, Exception refusal)
    {
        if (replies.Count == 1 || refusal is not ObservabilityStoreException { Failure: ObservabilityStoreFailure.Rejected })
        {
            TellNotKept(replies.Count, refusal);
            return;
        }

        foreach (var reply in replies)
        {
            if (await TryWriteAsync([reply]).ConfigureAwait(false) is { } error)
            {
                TellNotKept(1, error);
            }
        }
    }

    /// <returns>Null, or why nothing was written.</returns>
    private async Task<Exception?> TryWriteAsync(IReadOnlyList<CachedReply> replies)
    {
        try
        {
            await _replies.WriteAsync(replies, _stop.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>The message of an error that is not the database's might quote an answer.</summary>
    private void TellNotKept(int count, Exception error) =>
        CacheLog.NotKept(_logger, count, error is ObservabilityStoreException ? error.Message : error.GetType().Name);

    private static CachedReply ReplyOf(Item item)
    {
        var attempt = item.Attempt!;
        return new CachedReply
        {
            Key = item.Key,
            Time = item.Time,
            Output = attempt.Pieces is { } pieces ? CachedContent.OfPieces(pieces) : CachedContent.OfBlocks(attempt.Output),
            RawRequest = attempt.Call.RawRequest,
            RawResponse = attempt.Call.RawResponse,
            InputTokens = attempt.Usage.InputTokens,
            OutputTokens = attempt.Usage.OutputTokens,
            FinishReason = attempt.FinishReason,
        };
    }

    /// <param name="Key">Of an answer.</param>
    /// <param name="Attempt">Whose answer it is; null for a flush.</param>
    /// <param name="Time">When it came.</param>
    /// <param name="Flushed">Told when everything before it is written; null for an answer.</param>
    private readonly record struct Item(CacheKey Key, ProviderAttempt? Attempt, DateTimeOffset Time, TaskCompletionSource? Flushed)
    {
        public long Bytes => Attempt is null ? 0 : Attempt.Call.RawRequest.Length + Attempt.Call.RawResponse.Length;
    }
}
