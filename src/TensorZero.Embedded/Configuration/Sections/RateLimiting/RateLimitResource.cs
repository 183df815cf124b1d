namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

internal enum RateLimitResource
{
    ModelInference,
    Token,
    Cost,
}
