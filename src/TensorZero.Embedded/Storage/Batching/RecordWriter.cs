using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Collects records in memory and writes them in the background, batch by batch, in order: for databases in memory, and where there is no
/// disk for a journal.
/// </summary>
internal sealed class RecordWriter : IRecordSink
{
    private readonly BatchingOptions _options;
    private readonly ILogger _logger;
    private readonly RecordQueue _queue;
    private readonly RecordTally _tally = new();
    private readonly BatchDelivery _delivery;
    private readonly ITimer _flushTimer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public RecordWriter(IObservabilityStore store, BatchingOptions options, TimeProvider time, ILogger<RecordWriter> logger)
    {
        _options = options;
        _logger = new QuietLogger(logger);
        _queue = new RecordQueue(options.MaxQueuedRecords, options.MaxQueuedBytes);
        _delivery = new BatchDelivery(store, options, _tally, time, _logger, _stop.Token);
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
        _tally.Receive(1);
        var queued = QueuedRecord.From(record, awaited: !_options.AsyncWrites);
        switch (_queue.TryAdd(queued))
        {
            case QueueResult.Added:
                return WhenCommitted(queued, cancellationToken);
            case QueueResult.Full when _options.WhenFull == QueueFullPolicy.Block:
                return AppendWhenThereIsRoomAsync(queued, cancellationToken);
            case QueueResult.Closed:
                DropLate(record);
                return default;
            default:
                _tally.Drop(1);
                return default;
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => new(_queue.FlushAsync().WaitAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        // Stopped first: closing wakes the loop, which would look for a batch where there may be none.
        await _stop.CancelAsync().ConfigureAwait(false);
        _queue.Close();
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
                    DropLate(queued.Record);
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
                await _delivery.DeliverAsync(new QueuedBatch(_queue.Take(_options.MaxRows), _queue, DropRest)).ConfigureAwait(false);
            }
        }
    }

    private void DropLate(Record record)
    {
        _tally.Drop(1);
        RecordWriterLog.TooLate(_logger, record.Id);
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
