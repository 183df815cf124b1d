using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>
/// What every route has around it: the version in a header, the check of the caller's key, and each failure as a reply in the shape of the
/// route's API.
/// </summary>
/// <param name="served">The engine.</param>
/// <param name="errors">The shape of the API's errors.</param>
/// <param name="isOpen">Whether callers need no key, even where the configuration asks for one.</param>
/// <param name="run">The route itself.</param>
internal sealed class GatewayRoute(Lazy<ServedEngine> served, IErrorShape errors, bool isOpen, Func<GatewayCall, Task> run)
{
    private const string VersionHeader = "x-tensorzero-gateway-version";

    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers[VersionHeader] = ServedEngine.Version;
        if (errors.RequestIdHeader is { } header)
        {
            http.Response.Headers[header] = http.TraceIdentifier;
        }

        try
        {
            // Before the body is read: a stranger's is not worth the memory.
            var key = isOpen ? null : await CallerKey.RequireAsync(http, served.Value.Engine).ConfigureAwait(false);
            await run(new GatewayCall(http, served.Value) { ApiKeyPublicId = key }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await FailAsync(http, exception).ConfigureAwait(false);
        }
    }

    private Task FailAsync(HttpContext http, Exception exception)
    {
        // A connection that breaks while it is read is seen here a little before the request counts as aborted.
        if (http.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is there to be told; what the inference came to is on record.
            return Task.CompletedTask;
        }

        if (http.Response.HasStarted)
        {
            GatewayLog.Broke(served.Value.Logger, exception, http.Request.Path, http.TraceIdentifier);
            http.Abort();
            return Task.CompletedTask;
        }

        return JsonReply.SendAsync(http, ErrorOf(http, exception) with { RequestId = http.TraceIdentifier }, errors);
    }

    private GatewayError ErrorOf(HttpContext http, Exception exception)
    {
        if (GatewayErrors.Of(exception) is { } error)
        {
            return error;
        }

        GatewayLog.Failed(served.Value.Logger, exception, http.Request.Path, http.TraceIdentifier);
        return GatewayErrors.Internal(http.TraceIdentifier);
    }
}
