using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Gateway.Metrics;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>The engine behind the routes, and how it is served.</summary>
internal sealed record ServedEngine(
    TensorZeroEngine Engine, TensorZeroGatewayOptions Options, EngineMetrics Metrics, TimeProvider Time, ILogger Logger)
{
    /// <summary>The version that replies carry.</summary>
    public static string Version { get; } = typeof(ServedEngine).Assembly.GetName().Version!.ToString(3);
}
