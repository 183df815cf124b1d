namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

internal enum RateLimitingBackend
{
    Auto,
    Postgres,
    Valkey,
}
