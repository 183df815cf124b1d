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
    private static readonly Dictionary<int, ObservabilityStoreException> NoRefusals = [];

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
                    Complete(batch, NoRefusals);
                    return;
                case OperationCanceledException when stop.IsCancellationRequested:
                    batch.Abandon();
                    return;
                case ObservabilityStoreException error when error.Failure != ObservabilityStoreFailure.Rejected:
                    await PauseAfterAsync(error, failures).ConfigureAwait(false);
                    break;
                case ObservabilityStoreException { InnerException: RefusedRecords refused }:
                    await RefuseAsync(batch, refused.Refusals).ConfigureAwait(false);
                    return;
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
        var refusal = error as ObservabilityStoreException ?? new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected, $"The record {record.Id} cannot be written ({error.GetType().Name}).", error);
        await RefuseAsync(batch, new Dictionary<int, ObservabilityStoreException> { [0] = refusal }).ConfigureAwait(false);
    }

    /// <summary>Sets the refused records aside, and is then done with the batch: it is never sent again, in part or whole.</summary>
    private async Task RefuseAsync(IBatch batch, IReadOnlyDictionary<int, ObservabilityStoreException> refusals)
    {
        foreach (var (place, refusal) in refusals)
        {
            if (!await SetAsideAsync(batch, place, refusal).ConfigureAwait(false))
            {
                batch.Abandon();
                return;
            }
        }

        Complete(batch, refusals);
    }

    /// <returns>False when writing was stopped before there was a place for the record.</returns>
    private async Task<bool> SetAsideAsync(IBatch batch, int place, ObservabilityStoreException refusal)
    {
        for (var failures = 0; !stop.IsCancellationRequested; failures++)
        {
            try
            {
                Report(batch.Records[place], batch.SetAside(place, refusal), refusal);
                return true;
            }
            catch (ObservabilityStoreException failure)
            {
                await PauseAfterAsync(failure, failures).ConfigureAwait(false);
            }
        }

        return false;
    }

    private void Complete(IBatch batch, IReadOnlyDictionary<int, ObservabilityStoreException> refusals)
    {
        tally.Write(batch.Records.Count - refusals.Count);
        tally.Fail(refusals.Count);
        _report.Succeeded();
        batch.Complete(refusals);
    }

    private void Report(Record record, string? kept, ObservabilityStoreException refusal)
    {
        var reason = refusal.Message;
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
