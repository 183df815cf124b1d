using System.Diagnostics.Metrics;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Engine;

/// <summary>What became of an engine's records, as metrics; always received = written + waiting + dropped.</summary>
internal sealed class RecordMetrics : IDisposable
{
    private const string Unit = "{record}";

    private readonly Meter _meter = new(TelemetryNames.Source);

    public RecordMetrics(IRecordSink sink)
    {
        _meter.CreateObservableCounter(TelemetryNames.RecordsReceived, () => sink.Counters.Received, Unit, "Records taken over.");
        _meter.CreateObservableCounter(TelemetryNames.RecordsWritten, () => sink.Counters.Written, Unit, "Records in the database.");
        _meter.CreateObservableUpDownCounter(TelemetryNames.RecordsWaiting, () => sink.Counters.Waiting, Unit, "Records on their way.");
        _meter.CreateObservableCounter(TelemetryNames.RecordsDropped, () => sink.Counters.Dropped, Unit, "Records that are lost.");
    }

    public void Dispose() => _meter.Dispose();
}
