using Microsoft.AspNetCore.Http;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>
/// What every route has around it: the version in a header, and each failure as a reply in the shape of the route's API.
/// </summary>
internal sealed class GatewayRoute(Lazy<ServedEngine> served, IErrorShape errors, Func<GatewayCall, Task> run)
{
    private const string VersionHeader = "x-tensorzero-gateway-version";

    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers[VersionHeader] = ServedEngine.Version;
        try
        {
            await run(new GatewayCall(http, served.Value)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await FailAsync(http, exception).ConfigureAwait(false);
        }
    }

    private Task FailAsync(HttpContext http, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested)
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

        return JsonReply.SendAsync(http, ErrorOf(http, exception), errors);
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
