using System.Diagnostics;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>The span of a model: around the calls of its providers, one after the other. A retry has one of its own.</summary>
internal static class ModelSpan
{
    public static Activity? Start(string modelName, CallTracing? tracing)
    {
        var span = tracing?.Begin(TelemetryNames.ModelSpan);
        span?.SetTag(TelemetryNames.ModelName, modelName);
        return span;
    }
}
