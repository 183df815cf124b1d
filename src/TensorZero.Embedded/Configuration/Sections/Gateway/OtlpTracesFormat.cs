namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal enum OtlpTracesFormat
{
    OpenTelemetry,
    OpenInference,
}
