using System.Diagnostics.Metrics;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Engine;

/// <summary>What became of an engine's records, as metrics; always received = written + waiting + dropped.</summary>
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
            TelemetryNames.RecordsFailed, () => sink.Counters.Failed, Unit, "Records that are lost because the database refused them.");
    }
}
