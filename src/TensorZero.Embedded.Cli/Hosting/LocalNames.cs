using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Native;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>
/// A gateway on loopback that asks for no keys is asked by this machine only, so by a local name. Any other name points here because
/// somebody made it do so: a web page whose address was changed after it was loaded (DNS rebinding) could read all that is recorded.
/// </summary>
internal static class LocalNames
{
    private const string Name = "localhost";

    private static readonly GatewayError Refusal = new(
        StatusCodes.Status421MisdirectedRequest,
        "A gateway that asks for no keys answers to localhost and IP addresses only: use one of them, or set gateway.auth.enabled = true, or "
        + "start it with --allow-unauthenticated.");

    private static StrongBox<HostString>? _lastLocal;

    public static Task RunAsync(HttpContext http, TensorZeroEngine engine, RequestDelegate next) =>
        engine.ApiKeyRing.IsRequired || IsLocal(http.Request.Host)
            ? next(http)
            : JsonReply.SendAsync(http, Refusal, NativeErrors.Instance);

    /// <summary>Whether the host was local before, or is so. A client says the same with every request.</summary>
    private static bool IsLocal(HostString host)
    {
        if (host == _lastLocal?.Value)
        {
            return true;
        }

        if (!IsLocal(host.Host))
        {
            return false;
        }

        _lastLocal = new StrongBox<HostString>(host);
        return true;
    }

    /// <summary>Names below <c>localhost</c> never leave the machine (RFC 6761); nobody can change where an address points.</summary>
    private static bool IsLocal(string host) =>
        host.Equals(Name, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + Name, StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out _);
}
