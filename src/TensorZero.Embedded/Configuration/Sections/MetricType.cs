namespace TensorZero.Embedded.Configuration.Sections;

internal enum MetricType
{
    Boolean,
    Float,
}
