using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Metrics;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /metrics</c>: for Prometheus.</summary>
internal static class MetricsRoute
{
    public static Task RunAsync(GatewayCall call)
    {
        call.Http.Response.ContentType = MetricText.ContentType;
        return call.Http.Response.WriteAsync(call.Served.Metrics.Write(), call.Aborted);
    }
}
