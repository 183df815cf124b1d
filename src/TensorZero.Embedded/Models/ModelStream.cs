using System.Diagnostics;
using System.Runtime.CompilerServices;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Models.Tracing;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models;

/// <summary>
/// A provider's stream that has shown its first content: the chunks read so far are handed out first, then those that follow.
/// It keeps the attempt up to date, so that a stream that breaks or is left is recorded with what had arrived. Used by one reader at
/// a time.
/// </summary>
internal sealed class ModelStream : IAsyncDisposable
{
    private readonly ProviderAttempt _attempt;
    private readonly CallContext _context;
    private readonly Queue<ProviderChunk> _lead = new();
    private readonly ContentAssembler _assembler = new();
    private readonly RawStream _rawResponse = new();
    private readonly List<Deadline> _deadlines = new(3);
    private readonly Activity? _span;
    private Activity? _modelSpan;
    private readonly long _started;
    private IAsyncEnumerator<ProviderChunk>? _chunks;
    private Usage? _usage;
    private bool _ended;

    public ModelStream(ProviderAttempt attempt, CallContext context, Deadline deadline)
    {
        (_attempt, _context) = (attempt, context);
        _deadlines.Add(deadline);
        _started = context.Time.GetTimestamp();
        _span = ProviderSpan.Start(attempt, context.Tracing);
    }

    public ProviderAttempt Attempt => _attempt;

    /// <summary>Ends when the stream's caller has gone or its time is up.</summary>
    public CancellationToken Lifetime => _deadlines[0].Token;

    /// <summary>The chunk of the last <see cref="ReadAsync"/>.</summary>
    public ProviderChunk Current { get; private set; } = null!;

    /// <summary>Puts the stream under one more scope's time limit, which it then owns.</summary>
    public void Within(Deadline deadline)
    {
        _deadlines.Add(deadline);
        deadline.ContentArrived();
    }

    /// <summary>Puts the stream into its model's span, which it then ends.</summary>
    public void Within(Activity? modelSpan) => _modelSpan = modelSpan;

    /// <summary>Asks the provider, and reads until something counts as content, or to the end of a stream without any.</summary>
    /// <param name="cached">The events of an answer that is there already; null asks the provider.</param>
    public async ValueTask ReadToFirstContentAsync(IReadOnlyList<ProviderChunk>? cached)
    {
        var events = cached?.ToAsyncEnumerable() ?? _attempt.Endpoint.Provider.InferStreamingAsync(_attempt.Request, _attempt.Call, Lifetime);
        _chunks = events.GetAsyncEnumerator(Lifetime);
        while (await AdvanceAsync().ConfigureAwait(false))
        {
            _lead.Enqueue(Current);
            if (CarriesContent(Current))
            {
                _attempt.TimeToFirstToken = _context.Time.GetElapsedTime(_started);
                _deadlines[0].ContentArrived();
                return;
            }
        }
    }

    /// <summary>Reads the next chunk, or finds the proper end. A failure when the stream broke.</summary>
    public ValueTask<CallOutcome<StreamStep>> ReadAsync()
    {
        if (_lead.TryDequeue(out var waiting))
        {
            Current = waiting;
            return new(StreamStep.Chunk);
        }

        if (_ended)
        {
            return new(StreamStep.End);
        }

        // What has come already needs no state machine, here and where it comes from.
        ValueTask<bool> advanced;
        try
        {
            advanced = AdvanceAsync();
        }
        catch (Exception exception)
        {
            advanced = ValueTask.FromException<bool>(exception);
        }

        return advanced.IsCompletedSuccessfully ? new(advanced.Result ? StreamStep.Chunk : StreamStep.End) : WhenReadAsync(advanced);
    }

    /// <summary>Marks the attempt as failed because the time of a scope is up, which no read has noticed.</summary>
    public CallFailure TimeOut()
    {
        _attempt.Failure = (_deadlines.Find(deadline => deadline.HasExpired) ?? _deadlines[0]).ToFailure();
        return _attempt.Failure;
    }

    /// <summary>Brings the attempt up to date with what has arrived.</summary>
    public void UpdateAttempt()
    {
        if (_attempt.Succeeded)
        {
            return;
        }

        _attempt.Output = _assembler.ToBlocks();
        _attempt.ResponseTime = _context.Time.GetElapsedTime(_started);
        _attempt.Usage = _usage ?? Usage.Unknown;
        if (!_rawResponse.IsEmpty)
        {
            _attempt.Call.RawResponse = _rawResponse.ToArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_chunks is not null)
            {
                await _chunks.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // How the stream ended is already told. A provider that fails while cleaning up must not change that.
        }

        _rawResponse.Dispose();
        _deadlines.ForEach(deadline => deadline.Dispose());
        ProviderSpan.End(_span, _attempt, _context.Tracing);
        EndModelSpan();
    }

    private void EndModelSpan()
    {
        if (_modelSpan is { } span && _attempt.Failure is { } failure)
        {
            _context.Tracing?.Fail(span, failure);
        }

        _modelSpan?.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CallOutcome<StreamStep>> WhenReadAsync(ValueTask<bool> advanced)
    {
        try
        {
            return await advanced.ConfigureAwait(false) ? StreamStep.Chunk : StreamStep.End;
        }
        catch (Exception exception)
        {
            var expired = _deadlines.Find(deadline => deadline.HasExpired) ?? _deadlines[0];
            UpdateAttempt();
            return _attempt.Endpoint.Fail(_attempt, exception, expired, _context);
        }
    }

    private ValueTask<bool> AdvanceAsync()
    {
        var next = _chunks!.MoveNextAsync();
        return next.IsCompletedSuccessfully ? new(Advance(next.Result)) : WhenAdvancedAsync(next);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WhenAdvancedAsync(ValueTask<bool> next) => Advance(await next.ConfigureAwait(false));

    private bool Advance(bool hasNext)
    {
        if (!hasNext)
        {
            _ended = true;
            UpdateAttempt();
            _attempt.Usage = _attempt.Cached ? _attempt.Usage with { Cost = 0m }
                : _attempt.Endpoint.Prices is { } prices ? _attempt.Usage with { Cost = prices.CostOfStream(_attempt.Call.RawResponse) }
                : _attempt.Usage;
            _attempt.Succeeded = true;
            return false;
        }

        Current = _attempt.Endpoint.DiscardUnknownChunks ? WithoutUnknown(_chunks!.Current) : _chunks!.Current;
        Note(Current);
        return true;
    }

    private void Note(ProviderChunk chunk)
    {
        for (var i = 0; i < chunk.Content.Count; i++)
        {
            _assembler.Add(chunk.Content[i]);
        }

        if (chunk.Content.Count > 0)
        {
            _attempt.Pieces?.Add(chunk.Content);
        }

        _rawResponse.Append(chunk.RawChunk.Span);
        _attempt.FinishReason = chunk.FinishReason ?? _attempt.FinishReason;
        if (chunk.Usage is { } usage)
        {
            _usage = _usage is null ? usage : new Usage(
                usage.InputTokens ?? _usage.InputTokens,
                usage.OutputTokens ?? _usage.OutputTokens,
                usage.ProviderCacheReadInputTokens ?? _usage.ProviderCacheReadInputTokens,
                usage.ProviderCacheWriteInputTokens ?? _usage.ProviderCacheWriteInputTokens);
        }
    }

    private static ProviderChunk WithoutUnknown(ProviderChunk chunk) =>
        !chunk.Content.Any(piece => piece is UnknownChunk)
            ? chunk
            : new ProviderChunk
            {
                Content = [.. chunk.Content.Where(piece => piece is not UnknownChunk)],
                Usage = chunk.Usage,
                FinishReason = chunk.FinishReason,
                RawChunk = chunk.RawChunk,
            };

    private static bool CarriesContent(ProviderChunk chunk)
    {
        foreach (var piece in chunk.Content)
        {
            var carries = piece switch
            {
                TextChunk text => text.Text.Length > 0,
                ThoughtChunk thought => !string.IsNullOrEmpty(thought.Text) || !string.IsNullOrEmpty(thought.SummaryText),
                ToolCallChunk call => !string.IsNullOrEmpty(call.RawName) || call.RawArguments.Length > 0,
                _ => false,
            };
            if (carries)
            {
                return true;
            }
        }

        return false;
    }
}
