using Microsoft.Extensions.Diagnostics.HealthChecks;
using TensorZero.Embedded;
using TensorZero.Embedded.Gateway.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tells ASP.NET Core's health checks how TensorZero.Embedded is.</summary>
public static class TensorZeroHealthCheckExtensions
{
    /// <summary>
    /// Adds a check named <c>tensorzero</c>: unhealthy when the database does not answer, degraded when records were lost since the last
    /// check or too many wait for the database. It tells the numbers of records, and how the journal is, as data.
    /// </summary>
    /// <param name="services">The container, with an engine added by <c>AddTensorZero</c>.</param>
    /// <param name="engineKey">Which engine, of those added with <c>AddKeyedTensorZero</c>. Default: null, the one of <c>AddTensorZero</c>.</param>
    /// <param name="longestBacklog">How many records may wait for the database. Default: 10,000.</param>
    /// <returns>The builder, to add other checks to.</returns>
    public static IHealthChecksBuilder AddTensorZeroHealthChecks(
        this IServiceCollection services, object? engineKey = null, long longestBacklog = 10_000)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentOutOfRangeException.ThrowIfNegative(longestBacklog);
        TensorZeroHealthCheck? check = null;
        return services.AddHealthChecks().Add(new HealthCheckRegistration(
            engineKey is null ? "tensorzero" : $"tensorzero:{engineKey}",
            provider => check ??= new TensorZeroHealthCheck(provider.GetRequiredKeyedService<TensorZeroEngine>(engineKey), longestBacklog),
            failureStatus: null,
            tags: null));
    }
}
