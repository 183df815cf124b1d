namespace TensorZero.Embedded.Storage.Journal;

/// <summary>Tells the log that the journal has no room or that its disk fails: at once, then at most once a minute as long as it lasts.</summary>
internal sealed class JournalTrouble(JournalParts parts)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _lastRoomLine;
    private long? _lastSyncLine;

    /// <summary>There was no room for a record.</summary>
    /// <param name="error">What the disk said; null when the journal holds as much as it may.</param>
    public void NoRoom(Exception? error)
    {
        if (IsTime(ref _lastRoomLine))
        {
            var counters = parts.Tally.Counters;
            var reason = error is null
                ? $"It holds the {parts.Options.MaxBytes} bytes that embedded.journal.max_bytes allows."
                : JournalErrors.Translate(error, parts.Options.Place).Message;
            JournalLog.NoRoom(parts.Logger, counters.Waiting, counters.Dropped, reason);
        }
    }

    /// <summary>The disk did not confirm what was written.</summary>
    public void SyncFailed(Exception error)
    {
        parts.Losses.FailSync();
        if (IsTime(ref _lastSyncLine))
        {
            JournalLog.SyncFailed(parts.Logger, JournalErrors.Translate(error, parts.Options.Place).Message);
        }
    }

    private bool IsTime(ref long? last)
    {
        lock (_gate)
        {
            if (last is { } before && parts.Time.GetElapsedTime(before) < Interval)
            {
                return false;
            }

            last = parts.Time.GetTimestamp();
            return true;
        }
    }
}
