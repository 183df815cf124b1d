namespace TensorZero.Embedded.Gateway.Metrics;

/// <summary>Prometheus' word for what a metric is.</summary>
internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}
