using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>
/// Tells the log that writing fails or that records were dropped: at once, then at most once a minute as long as it lasts.
/// </summary>
internal sealed class BacklogReport(RecordTally tally, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long? _lastLine;
    private long _droppedAtLastLine;
    private bool _failing;

    public void Failed(ObservabilityStoreException error)
    {
        _failing = true;
        if (IsTime())
        {
            var counters = StartLine();
            RecordWriterLog.WritingFails(logger, counters.Waiting, counters.Dropped, error.Message);
        }
    }

    public void Succeeded()
    {
        var dropped = tally.Counters.Dropped;
        if (_failing)
        {
            _failing = false;
            var counters = StartLine();
            RecordWriterLog.WritingWorksAgain(logger, counters.Waiting, counters.Dropped);
        }
        else if (dropped > _droppedAtLastLine && IsTime())
        {
            var counters = StartLine();
            RecordWriterLog.RecordsDropped(logger, counters.Waiting, counters.Dropped);
        }
    }

    private bool IsTime() => _lastLine is not { } last || time.GetElapsedTime(last) >= Interval;

    private RecordCounters StartLine()
    {
        _lastLine = time.GetTimestamp();
        var counters = tally.Counters;
        _droppedAtLastLine = counters.Dropped;
        return counters;
    }
}
