namespace TensorZero.Embedded.Storage.Journal;

/// <summary>Counts what went wrong with the journal itself.</summary>
internal sealed class JournalLosses
{
    private long _quarantined;
    private long _damagedBytes;
    private long _syncFailures;

    /// <summary>Records that the store refused and that are kept.</summary>
    public long Quarantined => Interlocked.Read(ref _quarantined);

    /// <summary>Bytes of segments that were not what was written.</summary>
    public long DamagedBytes => Interlocked.Read(ref _damagedBytes);

    /// <summary>How often the disk did not confirm what was written.</summary>
    public long SyncFailures => Interlocked.Read(ref _syncFailures);

    public void Quarantine() => Interlocked.Increment(ref _quarantined);

    public void Damage(long bytes) => Interlocked.Add(ref _damagedBytes, bytes);

    public void FailSync() => Interlocked.Increment(ref _syncFailures);
}
