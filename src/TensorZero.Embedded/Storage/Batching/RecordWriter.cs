using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Collects records in memory and writes them in the background, batch by batch, in order. A store that fails for the time being
/// is tried again for ever; a record that the store refuses is found by halving its batch, and is dropped alone.
/// </summary>
internal sealed class RecordWriter : IRecordSink
{
    private readonly IObservabilityStore _store;
    private readonly BatchingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RecordQueue _queue;
    private readonly RecordTally _tally = new();
    private readonly BacklogReport _report;
    private readonly ITimer _flushTimer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public RecordWriter(IObservabilityStore store, BatchingOptions options, TimeProvider time, ILogger<RecordWriter> logger)
    {
        _store = store;
        _options = options;
        _time = time;
        _logger = new QuietLogger(logger);
        _queue = new RecordQueue(options.MaxQueuedRecords, options.MaxQueuedBytes);
        _report = new BacklogReport(_tally, time, _logger);
        _flushTimer = time.CreateTimer(
            static queue => ((RecordQueue)queue!).Urge(), _queue, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // The writer outlives whoever starts it: it must not carry that request's activity and culture along.
        using (ExecutionContext.SuppressFlow())
        {
            _loop = Task.Run(RunAsync);
        }
    }

    public RecordCounters Counters => _tally.Counters;

    public ValueTask AppendAsync(Record record, CancellationToken cancellationToken)
    {
        _tally.Receive();
        var queued = QueuedRecord.From(record, awaited: !_options.AsyncWrites);
        switch (_queue.TryAdd(queued))
        {
            case QueueResult.Added:
                return WhenCommitted(queued, cancellationToken);
            case QueueResult.Full when _options.WhenFull == QueueFullPolicy.Block:
                return AppendWhenThereIsRoomAsync(queued, cancellationToken);
            default:
                _tally.Drop(1);
                return default;
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => new(_queue.FlushAsync().WaitAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await _flushTimer.DisposeAsync().ConfigureAwait(false);
        DropRest(_queue.Take(int.MaxValue));
    }

    private static ValueTask WhenCommitted(QueuedRecord queued, CancellationToken cancellationToken) =>
        queued.Committed is { } committed ? new ValueTask(committed.Task.WaitAsync(cancellationToken)) : default;

    private async ValueTask AppendWhenThereIsRoomAsync(QueuedRecord queued, CancellationToken cancellationToken)
    {
        while (true)
        {
            var room = _queue.Room;
            switch (_queue.TryAdd(queued))
            {
                case QueueResult.Added:
                    await WhenCommitted(queued, cancellationToken).ConfigureAwait(false);
                    return;
                case QueueResult.Closed:
                    _tally.Drop(1);
                    return;
            }

            try
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _tally.Drop(1);
                throw;
            }
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _queue.WaitForRowsAsync(1).ConfigureAwait(false);
            if (_options.AsyncWrites)
            {
                _flushTimer.Change(_options.FlushInterval, Timeout.InfiniteTimeSpan);
                await _queue.WaitForRowsAsync(_options.MaxRows).ConfigureAwait(false);
            }

            if (!_stop.IsCancellationRequested)
            {
                await WriteAsync(_queue.Take(_options.MaxRows)).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(List<QueuedRecord> batch)
    {
        var records = batch.ConvertAll(static queued => queued.Record);
        for (var failures = 0; ; failures++)
        {
            switch (await TryWriteAsync(records).ConfigureAwait(false))
            {
                case null:
                    Finish(batch);
                    return;
                case OperationCanceledException when _stop.IsCancellationRequested:
                    DropRest(batch);
                    return;
                case ObservabilityStoreException error when error.Failure != ObservabilityStoreFailure.Rejected:
                    _report.Failed(error);
                    await PauseAsync(failures).ConfigureAwait(false);
                    break;
                case var error:
                    await IsolateAsync(batch, error).ConfigureAwait(false);
                    return;
            }
        }
    }

    private async Task<Exception?> TryWriteAsync(List<Record> records)
    {
        try
        {
            await _store.WriteAsync(records, token: records[0].Id.ToString(), _stop.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>Some record of the batch cannot be written: halves it until that one is alone.</summary>
    private async Task IsolateAsync(List<QueuedRecord> batch, Exception error)
    {
        if (batch.Count > 1)
        {
            var half = batch.Count / 2;
            await WriteAsync(batch[..half]).ConfigureAwait(false);
            await WriteAsync(batch[half..]).ConfigureAwait(false);
            return;
        }

        var refused = batch[0];
        _tally.Fail();

        // Any other error's message might quote the record.
        var reason = error is ObservabilityStoreException ? error.Message : error.GetType().Name;
        RecordWriterLog.RecordRefused(_logger, refused.Record.Id, refused.Record.GetType().Name, reason);
        _queue.Complete(batch);
        refused.Fail(error as ObservabilityStoreException ?? new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected, $"The record {refused.Record.Id} cannot be written ({reason}).", error));
    }

    /// <summary>Waits before the next try, which finds out by itself that writing has been stopped.</summary>
    private async Task PauseAsync(int failures)
    {
        var delay = _options.FirstRetryDelay * Math.Pow(2, Math.Min(failures, 30));
        var pause = Task.Delay(delay < _options.MaxRetryDelay ? delay : _options.MaxRetryDelay, _time, _stop.Token);
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Finish(List<QueuedRecord> batch)
    {
        _tally.Write(batch.Count);
        _report.Succeeded();
        _queue.Complete(batch);
        foreach (var queued in batch)
        {
            queued.Committed?.SetResult();
        }
    }

    private void DropRest(List<QueuedRecord> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _tally.Drop(batch.Count);
        _queue.Complete(batch);
        RecordWriterLog.StoppedBeforeWritten(_logger, batch.Count);
        foreach (var queued in batch)
        {
            queued.Fail(new ObjectDisposedException(nameof(RecordWriter)));
        }
    }
}
