namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal enum CacheBackend
{
    Auto,
    ClickHouse,
    Valkey,
}
