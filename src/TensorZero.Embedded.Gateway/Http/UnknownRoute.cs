using Microsoft.AspNetCore.Http;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>Every path and method that no route is for.</summary>
internal static class UnknownRoute
{
    public static Task RunAsync(GatewayCall call) => throw new GatewayException(
        StatusCodes.Status404NotFound, $"Route not found: {call.Http.Request.Method} {call.Http.Request.Path}");
}
