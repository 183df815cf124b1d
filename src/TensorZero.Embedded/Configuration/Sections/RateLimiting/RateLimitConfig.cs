namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

/// <summary>So much of a resource in an interval; cost in dollars.</summary>
internal sealed record RateLimitConfig(RateLimitResource Resource, TimeSpan Interval, decimal Capacity, decimal RefillRate);
