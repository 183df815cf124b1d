using System.Diagnostics.Metrics;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Engine;

/// <summary>What became of an engine's records, and how its journal is, as metrics; always received = written + waiting + dropped.</summary>
internal static class RecordMetrics
{
    private const string Unit = "{record}";

    public static void Add(Meter meter, IRecordSink sink)
    {
        meter.CreateObservableCounter(TelemetryNames.RecordsReceived, () => sink.Counters.Received, Unit, "Records taken over.");
        meter.CreateObservableCounter(TelemetryNames.RecordsWritten, () => sink.Counters.Written, Unit, "Records in the database.");
        meter.CreateObservableUpDownCounter(TelemetryNames.RecordsWaiting, () => sink.Counters.Waiting, Unit, "Records on their way.");
        meter.CreateObservableCounter(TelemetryNames.RecordsDropped, () => sink.Counters.Dropped, Unit, "Records that are lost.");
        meter.CreateObservableCounter(
            TelemetryNames.RecordsFailed, () => sink.Counters.Failed, Unit, "Records that the database refused.");
        if (sink.Journal is not null)
        {
            AddJournal(meter, () => sink.Journal.Value);
        }
    }

    private static void AddJournal(Meter meter, Func<JournalStatus> journal)
    {
        meter.CreateObservableUpDownCounter(TelemetryNames.JournalBytes, () => journal().Bytes, "By", "Disk that the journal takes up.");
        meter.CreateObservableGauge(
            TelemetryNames.JournalAge, () => journal().Age?.TotalSeconds ?? 0, "s", "Age of the oldest record in the journal.");
        meter.CreateObservableCounter(
            TelemetryNames.JournalQuarantined, () => journal().Quarantined, Unit, "Refused records that are kept in quarantine.");
        meter.CreateObservableCounter(
            TelemetryNames.JournalDamagedBytes, () => journal().DamagedBytes, "By", "Bytes of the journal that were not what was written.");
        meter.CreateObservableCounter(
            TelemetryNames.JournalSyncFailures, () => journal().SyncFailures, "{failure}", "Times the disk did not confirm a write.");
    }
}
