using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Native;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>The span around a request, below the caller's own when it names one by <c>traceparent</c>.</summary>
internal static class RequestSpan
{
    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        // What asks for state, such as health and metrics, is no trace.
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint() is not RouteEndpoint route)
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        TraceExtras? extras;
        try
        {
            extras = TraceExtrasReader.Read(http.Request.Headers);
        }
        catch (GatewayException exception)
        {
            await JsonReply.SendAsync(http, GatewayErrors.Of(exception)!, NativeErrors.Instance).ConfigureAwait(false);
            return;
        }

        using var span = Start(http, route.RoutePattern.RawText ?? "");
        if (span is not null)
        {
            extras?.ApplyTo(span);
        }

        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            End(span, http.Response.StatusCode);
        }
    }

    private static Activity? Start(HttpContext http, string route)
    {
        // The web server's own span is never exported: below it, ours would have a parent that nobody finds.
        Activity.Current = null;
        var headers = http.Request.Headers;
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var caller);
        var span = EngineTelemetry.Activities.StartActivity($"{http.Request.Method} {route}", ActivityKind.Server, caller);
        return span?.SetTag("http.request.method", http.Request.Method).SetTag("http.route", route).SetTag("url.path", http.Request.Path.ToUriComponent());
    }

    private static void End(Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
