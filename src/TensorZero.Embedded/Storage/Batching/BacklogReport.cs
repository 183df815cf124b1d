using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Tells the log that writing fails, falls behind, or that records were dropped: at once, then at most once a minute as long as it lasts.
/// Thread-safe.
/// </summary>
internal sealed class BacklogReport(RecordTally tally, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _lastLine;
    private long _droppedAtLastLine;
    private bool _hasToldOfFailure;

    public void Failed(ObservabilityStoreException error)
    {
        if (TryStartLine() is { } counters)
        {
            _hasToldOfFailure = true;
            RecordWriterLog.WritingFails(logger, counters.Waiting, counters.Dropped, error.Message);
        }
    }

    public void Succeeded()
    {
        if (_hasToldOfFailure)
        {
            _hasToldOfFailure = false;
            var counters = StartLine();
            RecordWriterLog.WritingWorksAgain(logger, counters.Waiting, counters.Dropped);
        }
        else if (tally.Counters.Dropped > _droppedAtLastLine && TryStartLine() is { } counters)
        {
            RecordWriterLog.RecordsDropped(logger, counters.Waiting, counters.Dropped);
        }
    }

    /// <summary>The oldest record waits that long: more than a minute is told, whether the store is slow, silent or fails.</summary>
    public void Waits(TimeSpan age)
    {
        if (age > Interval && TryStartLine() is { } counters)
        {
            RecordWriterLog.FallsBehind(logger, counters.Waiting, (long)age.TotalSeconds, counters.Dropped);
        }
    }

    /// <summary>Null when it is too soon after the last line.</summary>
    private RecordCounters? TryStartLine()
    {
        lock (_gate)
        {
            return _lastLine is { } last && time.GetElapsedTime(last) < Interval ? null : StartLine();
        }
    }

    private RecordCounters StartLine()
    {
        lock (_gate)
        {
            _lastLine = time.GetTimestamp();
            var counters = tally.Counters;
            _droppedAtLastLine = counters.Dropped;
            return counters;
        }
    }
}
