using System.Diagnostics;
using System.Runtime.CompilerServices;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// A stream from its first content to its record. However it ends (read to the end, broken, cancelled, left, forgotten), it is recorded
/// exactly once: whoever moves it out of <see cref="Open"/> or <see cref="Reading"/> into <see cref="Ended"/> records it.
/// </summary>
internal sealed class StreamSession
{
    private const int Open = 0;
    private const int Reading = 1;
    private const int Ended = 2;

    private readonly InferenceContext _context;
    private readonly Variant _variant;
    private readonly VariantStream _answer;
    private readonly InferenceRecorder _recorder;
    private readonly InferenceHooks _hooks;
    private readonly StreamLife _life;
    private readonly StreamDrain _drain;
    private readonly RequestsUnderWay _requests;
    private readonly Activity? _variantSpan;
    private readonly TimeSpan _timeToFirstToken;
    private readonly CancellationTokenRegistration _expiry;
    private Task<CallOutcome<StreamStep>>? _pendingRead;
    private CallFailure? _expired;
    private int _state;
    private bool _closed;

    public StreamSession(
        InferenceContext context,
        Variant variant,
        VariantStream answer,
        InferenceRecorder recorder,
        InferenceHooks hooks,
        StreamLife life,
        StreamDrain drain,
        RequestsUnderWay requests,
        Activity? variantSpan)
    {
        (_context, _variant, _answer, _recorder, _hooks) = (context, variant, answer, recorder, hooks);
        (_life, _drain, _requests, _variantSpan) = (life, drain, requests, variantSpan);
        _timeToFirstToken = context.Calls.Time.GetElapsedTime(context.Started);
        if (Policy != DisconnectPolicy.Cancel)
        {
            life.OutliveCaller();
        }

        _expiry = answer.Stream.Lifetime.UnsafeRegister(static session => ((StreamSession)session!).Expire(), this);
    }

    public DisconnectPolicy Policy => _context.Entry.Disconnect;

    private TimeSpan? TimeToFirstToken => _answer.Stream.Attempt.TimeToFirstToken is null ? null : _timeToFirstToken;

    /// <summary>The next chunk with content; null when the provider is done and <see cref="CompleteAsync"/> is due.</summary>
    /// <exception cref="InferenceFailedException">The stream broke, or its time was up.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="caller"/> ended.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<InferenceChunk?> NextAsync(CancellationToken caller)
    {
        while (true)
        {
            caller.ThrowIfCancellationRequested();
            if (Interlocked.CompareExchange(ref _state, Reading, Open) != Open)
            {
                throw FailureReport.OfStream(_context, _expired ?? CallFailure.TimedOut("stream", null));
            }

            var outcome = await ReadAsync(caller).ConfigureAwait(false);
            if (!outcome.IsSuccess(out var step, out var failure))
            {
                throw await FailAsync(failure).ConfigureAwait(false);
            }

            if (step == StreamStep.End)
            {
                return null;
            }

            Interlocked.Exchange(ref _state, Open);
            if (_answer.Stream.Lifetime.IsCancellationRequested)
            {
                // The time was up just while this read succeeded, when nobody could end the stream.
                Expire();
            }

            if (Shape() is { } chunk)
            {
                return chunk;
            }
        }
    }

    /// <summary>Records the whole answer and makes the last chunk.</summary>
    public async ValueTask<InferenceChunk> CompleteAsync(CancellationToken caller)
    {
        var answer = await RecordWholeAsync().ConfigureAwait(false);
        var response = await _hooks.OnResponseAsync(_context.Request, answer.ToResponse(_context), caller).ConfigureAwait(false);
        return new InferenceChunk
        {
            InferenceId = _context.InferenceId,
            EpisodeId = _context.EpisodeId,
            VariantName = _variant.Name,
            Usage = response.Usage,
            FinishReason = response.FinishReason,
            Response = response,
            IsFinal = true,
        };
    }

    /// <summary>The reader has gone without reading to the end: true when nobody has ended the stream yet, so that the caller must.</summary>
    public bool IsOpen => Volatile.Read(ref _state) != Ended;

    /// <summary>Ends a stream that its reader left.</summary>
    public async ValueTask LeaveAsync(InferenceStatus status)
    {
        if (Interlocked.Exchange(ref _state, Ended) == Ended)
        {
            return;
        }

        _life.End();
        if (_pendingRead is { } pending)
        {
            // The provider's enumerator must come to rest before it can be disposed.
            await Task.WhenAny(pending).ConfigureAwait(false);
        }

        await RecordPartAsync(status, null).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a stream over whose reader has gone: from here on it is being read, so its deadline leaves the record to the drain, and the
    /// policy's time counts. False when it has ended meanwhile.
    /// </summary>
    public bool BeginDrain()
    {
        if (Interlocked.CompareExchange(ref _state, Reading, Open) == Ended)
        {
            return false;
        }

        if (Policy.DrainFor is { } time)
        {
            _life.EndAfter(time);
        }

        return true;
    }

    /// <summary>Reads on without a reader, to the end or until the stream's life is over, and records what came.</summary>
    /// <param name="cutStatus">How it is recorded when it does not come to its end.</param>
    public async Task DrainAsync(InferenceStatus cutStatus)
    {
        try
        {
            while (true)
            {
                var outcome = _pendingRead is { } pending
                    ? await pending.ConfigureAwait(false)
                    : await _answer.Stream.ReadAsync().ConfigureAwait(false);
                _pendingRead = null;
                if (!outcome.IsSuccess(out var step, out var failure))
                {
                    _ = await FailAsync(failure).ConfigureAwait(false);
                    return;
                }

                if (step == StreamStep.End)
                {
                    await RecordWholeAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            _pendingRead = null;
            await LeaveAsync(cutStatus).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a drain stop; it then records what it has.</summary>
    public void CutDrain() => _life.End();

    /// <summary>Frees what the stream holds, once it has ended. A second call does nothing.</summary>
    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _closed, true))
        {
            return;
        }

        _expiry.Unregister();
        await _answer.Stream.DisposeAsync().ConfigureAwait(false);
        _life.Dispose();
        VariantSpan.End(_variantSpan, _context, _answer.Stream.Attempt.Failure);
        _context.Span?.Dispose();
    }

    private ValueTask<CallOutcome<StreamStep>> ReadAsync(CancellationToken caller)
    {
        var read = _answer.Stream.ReadAsync();
        return read.IsCompletedSuccessfully ? read : WhenReadAsync(read, caller);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CallOutcome<StreamStep>> WhenReadAsync(ValueTask<CallOutcome<StreamStep>> read, CancellationToken caller)
    {
        if (read.IsCompleted || Policy == DisconnectPolicy.Cancel || !caller.CanBeCanceled)
        {
            try
            {
                return await read.ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (caller.IsCancellationRequested)
            {
                throw new OperationCanceledException(exception.Message, exception, caller);
            }
        }

        // The read outlives a caller that cancels: the drain takes it over.
        _pendingRead = read.AsTask();
        var outcome = await _pendingRead.WaitAsync(caller).ConfigureAwait(false);
        _pendingRead = null;
        return outcome;
    }

    private InferenceChunk? Shape()
    {
        var content = _answer.Stream.Current.Content;
        string? raw = null;
        if (_context.Entry.Function.Type == FunctionType.Json)
        {
            (raw, content) = ChunkShaping.Json(content);
        }
        else
        {
            content = ChunkShaping.Chat(content, _answer.JsonMode);
        }

        return raw is null && content.Count == 0 ? null : new InferenceChunk
        {
            InferenceId = _context.InferenceId,
            EpisodeId = _context.EpisodeId,
            VariantName = _variant.Name,
            Content = content,
            Raw = raw,
        };
    }

    private async ValueTask<InferenceFailedException> FailAsync(CallFailure failure)
    {
        var report = FailureReport.OfStream(_context, failure);
        if (Interlocked.Exchange(ref _state, Ended) != Ended)
        {
            await RecordPartAsync(InferenceStatus.Failed, report.Message).ConfigureAwait(false);
        }

        return report;
    }

    private async ValueTask<Answer> RecordWholeAsync()
    {
        var answer = ShapeAnswer();
        if (Interlocked.Exchange(ref _state, Ended) != Ended)
        {
            var ending = new InferenceEnding(InferenceStatus.Succeeded, answer, null, TimeToFirstToken);
            await RecordAsync(ending).ConfigureAwait(false);
        }

        return answer;
    }

    private async ValueTask RecordPartAsync(InferenceStatus status, string? error)
    {
        InferenceEnding ending;
        try
        {
            _answer.Stream.UpdateAttempt();
            ending = new InferenceEnding(status, ShapeAnswer(), error, TimeToFirstToken);
        }
        catch
        {
            // There will be no record to wait for.
            _requests.Exit();
            throw;
        }

        await RecordAsync(ending).ConfigureAwait(false);
    }

    /// <summary>The last thing that the engine's end waits for.</summary>
    private async ValueTask RecordAsync(InferenceEnding ending)
    {
        try
        {
            await _recorder.RecordAsync(_context, ending).ConfigureAwait(false);
        }
        finally
        {
            _requests.Exit();
        }
    }

    private Answer ShapeAnswer()
    {
        var attempt = _answer.Stream.Attempt;
        return Answer.Of(_context, new VariantResult(attempt.Output, attempt.FinishReason, _answer.Params, _answer.JsonMode));
    }

    /// <summary>
    /// The stream's time is up, or its caller cancelled. A read under way notices by itself; a reader that is busy elsewhere, or forgot to
    /// dispose, would not. Runs on the clock's or the canceller's thread, so recording and closing are left to another.
    /// </summary>
    private void Expire()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Open) != Open)
        {
            return;
        }

        if (_life.Token.IsCancellationRequested)
        {
            _drain.Run(this, () => RecordPartAsync(InferenceStatus.Cancelled, null).AsTask());
            return;
        }

        _expired = _answer.Stream.TimeOut();
        _drain.Run(this, () => RecordPartAsync(InferenceStatus.Failed, FailureReport.OfStream(_context, _expired).Message).AsTask());
    }
}
