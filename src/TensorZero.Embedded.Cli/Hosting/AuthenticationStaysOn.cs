using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Native;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>
/// A gateway that other machines can reach was allowed to start because it asks for keys: when a changed configuration switches that off,
/// it answers nobody rather than everybody.
/// </summary>
internal static class AuthenticationStaysOn
{
    private static readonly GatewayError Refusal = new(
        StatusCodes.Status503ServiceUnavailable,
        "The changed configuration switches gateway.auth off, which this address does not allow: switch it on, or restart the gateway.");

    public static Task RunAsync(HttpContext http, TensorZeroEngine engine, RequestDelegate next) =>
        engine.ApiKeyRing.IsRequired ? next(http) : JsonReply.SendAsync(http, Refusal, NativeErrors.Instance);
}
