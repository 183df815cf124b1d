using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TensorZero.Embedded.Telemetry;

/// <summary>The library's source of spans and its meter. Costs next to nothing while nobody listens.</summary>
internal static class EngineTelemetry
{
    public static ActivitySource Activities { get; } = new(TelemetryNames.Source);

    public static Meter Meter { get; } = new(TelemetryNames.Source);

    /// <summary>How long a provider call took.</summary>
    public static Histogram<double> OperationDuration { get; } =
        Meter.CreateHistogram<double>(TelemetryNames.OperationDuration, "s", "Duration of a provider call.");

    /// <summary>How long until a stream's first content.</summary>
    public static Histogram<double> TimeToFirstChunk { get; } =
        Meter.CreateHistogram<double>(TelemetryNames.TimeToFirstChunk, "s", "Time to the first content of a stream.");

    /// <summary>Tokens of a provider call, by type.</summary>
    public static Histogram<long> TokenUsage { get; } =
        Meter.CreateHistogram<long>(TelemetryNames.TokenUsage, "{token}", "Tokens of a provider call.");
}
