using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TensorZero.Embedded.Telemetry;

/// <summary>The library's source of spans, and what its meters are made of. Costs next to nothing while nobody listens.</summary>
internal static class EngineTelemetry
{
    public static ActivitySource Activities { get; } =
        new(new ActivitySourceOptions(TelemetryNames.Source) { TelemetrySchemaUrl = TelemetryNames.SchemaUrl });

    /// <summary>A meter of one engine, so that several in a process are told apart.</summary>
    public static Meter CreateMeter() => new(new MeterOptions(TelemetryNames.Source) { TelemetrySchemaUrl = TelemetryNames.SchemaUrl });
}
