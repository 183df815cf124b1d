namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal enum ObservabilityBackend
{
    Auto,
    ClickHouse,
    Postgres,
}
