using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TensorZero.Embedded.Gateway.Health;

/// <summary>Whether an engine can record what it does.</summary>
internal sealed class TensorZeroHealthCheck(TensorZeroEngine engine, long longestBacklog) : IHealthCheck
{
    private long _droppedBefore;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var counters = engine.RecordCounters;
        var droppedSince = counters.Dropped - Interlocked.Exchange(ref _droppedBefore, counters.Dropped);
        var data = new Dictionary<string, object>
        {
            ["records_received"] = counters.Received,
            ["records_written"] = counters.Written,
            ["records_waiting"] = counters.Waiting,
            ["records_dropped"] = counters.Dropped,
            ["records_failed"] = counters.Failed,
        };
        if (engine.JournalStatus is { } journal)
        {
            data["journal_bytes"] = journal.Bytes;
            data["journal_oldest_seconds"] = (long)(journal.Age?.TotalSeconds ?? 0);
            data["journal_quarantined"] = journal.Quarantined;
            data["journal_damaged_bytes"] = journal.DamagedBytes;
            data["journal_sync_failures"] = journal.SyncFailures;
        }

        try
        {
            await engine.CheckStoreAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObservabilityStoreException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception, data);
        }

        return droppedSince > 0 ? HealthCheckResult.Degraded($"{droppedSince} records were lost since the last check.", data: data)
            : counters.Waiting > longestBacklog ? HealthCheckResult.Degraded($"{counters.Waiting} records wait for the database.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
