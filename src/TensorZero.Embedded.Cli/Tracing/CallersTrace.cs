using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>A gateway that exports no traces passes on the trace that its caller names, so that it is not broken behind it.</summary>
internal static class CallersTrace
{
    public static Task RunAsync(HttpContext http, RequestDelegate next) =>
        http.Request.Headers.TraceParent is [{ } parent] && ActivityContext.TryParse(parent, null, isRemote: true, out _)
            ? PassOnAsync(http, next, parent)
            : next(http);

    /// <summary>The HTTP client names the current activity to whom it asks.</summary>
    private static async Task PassOnAsync(HttpContext http, RequestDelegate next, string parent)
    {
        using var activity = new Activity("tensorzero.gateway.request").SetParentId(parent);
        activity.TraceStateString = http.Request.Headers.TraceState;
        activity.Start();
        await next(http).ConfigureAwait(false);
    }
}
