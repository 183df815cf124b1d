namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Whether more of a metric is better.</summary>
internal enum MetricOptimize
{
    Min,
    Max,
}
