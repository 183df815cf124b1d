using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Brings batches into a store. One that fails for the time being is tried again for ever; a record that the store refuses is found by halving
/// its batch, and is refused alone.
/// </summary>
internal sealed class BatchDelivery(
    IObservabilityStore store, BatchingOptions options, RecordTally tally, TimeProvider time, ILogger logger, CancellationToken stop)
{
    private readonly BacklogReport _report = new(tally, time, logger);

    /// <summary>Tells the log, when it is time to, that the oldest record waits that long. The one member for any thread.</summary>
    public void ReportWaiting(TimeSpan age) => _report.Waits(age);

    /// <summary>Returns when the batch has ended in one of its ways. Does not throw.</summary>
    public async Task DeliverAsync(IBatch batch)
    {
        for (var failures = 0; ; failures++)
        {
            switch (await TryAsync(batch).ConfigureAwait(false))
            {
                case null:
                    tally.Write(batch.Records.Count);
                    _report.Succeeded();
                    batch.Complete();
                    return;
                case OperationCanceledException when stop.IsCancellationRequested:
                    batch.Abandon();
                    return;
                case ObservabilityStoreException error when error.Failure != ObservabilityStoreFailure.Rejected:
                    await PauseAfterAsync(error, failures).ConfigureAwait(false);
                    break;
                case var error:
                    await IsolateAsync(batch, error).ConfigureAwait(false);
                    return;
            }
        }
    }

    /// <summary>Reports a temporary failure and waits before the next try, which finds out by itself that writing has been stopped.</summary>
    public async Task PauseAfterAsync(ObservabilityStoreException error, int failures)
    {
        _report.Failed(error);
        var delay = options.FirstRetryDelay * Math.Pow(2, Math.Min(failures, 30));
        var pause = Task.Delay(delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay, time, stop);
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Exception?> TryAsync(IBatch batch)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            batch.Begin();
            await store.WriteAsync(batch.Records, batch.Token, stop).ConfigureAwait(false);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>Some record of the batch cannot be written: halves it until that one is alone.</summary>
    private async Task IsolateAsync(IBatch batch, Exception error)
    {
        if (batch.Records.Count > 1)
        {
            var (first, second) = batch.Halve();
            await DeliverAsync(first).ConfigureAwait(false);
            await DeliverAsync(second).ConfigureAwait(false);
            return;
        }

        // Any other error's message might quote the record.
        var record = batch.Records[0];
        var reason = error is ObservabilityStoreException ? error.Message : error.GetType().Name;
        var refusal = error as ObservabilityStoreException
            ?? new ObservabilityStoreException(
                ObservabilityStoreFailure.Rejected, $"The record {record.Id} cannot be written ({reason}).", error);
        for (var failures = 0; !stop.IsCancellationRequested; failures++)
        {
            try
            {
                var kept = batch.SetAside(refusal);
                tally.Fail(1);
                Report(record, kept, reason);
                batch.Refuse(refusal);
                return;
            }
            catch (ObservabilityStoreException failure)
            {
                await PauseAfterAsync(failure, failures).ConfigureAwait(false);
            }
        }

        batch.Abandon();
    }

    private void Report(Record record, string? kept, string reason)
    {
        if (kept is null)
        {
            RecordWriterLog.RecordRefused(logger, record.Id, record.GetType().Name, reason);
        }
        else
        {
            RecordWriterLog.RecordSetAside(logger, record.Id, record.GetType().Name, kept, reason);
        }
    }
}
