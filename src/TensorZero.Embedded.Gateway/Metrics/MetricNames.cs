using System.Diagnostics.Metrics;

namespace TensorZero.Embedded.Gateway.Metrics;

/// <summary>How Prometheus calls an instrument: by OpenTelemetry's rules, which give the names that TensorZero has.</summary>
internal static class MetricNames
{
    public static string Of(Instrument instrument, MetricType type)
    {
        var name = instrument.Name.Replace('.', '_');
        return type == MetricType.Counter ? $"{name}_total" : instrument.Unit == "s" ? $"{name}_seconds" : name;
    }
}
