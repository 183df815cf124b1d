using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>Maps the routes of one API. A method that a path has no route for is refused in the API's own shape.</summary>
internal sealed class RouteTable(IEndpointRouteBuilder endpoints, Lazy<ServedEngine> served, IErrorShape errors)
{
    /// <summary>After the routes here and the application's own.</summary>
    private const int Last = 1;

    private readonly Dictionary<string, List<string>> _methods = [];

    /// <summary>A route for GET; HEAD, with which load balancers like to ask, is answered alike, without the body.</summary>
    public void Get(string pattern, Func<GatewayCall, Task> run) => Map(HttpMethods.Get, pattern, run);

    /// <summary>A route that needs no API key.</summary>
    public void GetOpenly(string pattern, Func<GatewayCall, Task> run) => Map(HttpMethods.Get, pattern, run, isOpen: true);

    public void Post(string pattern, Func<GatewayCall, Task> run) => Map(HttpMethods.Post, pattern, run);

    public void Patch(string pattern, Func<GatewayCall, Task> run) => Map(HttpMethods.Patch, pattern, run);

    public void Delete(string pattern, Func<GatewayCall, Task> run) => Map(HttpMethods.Delete, pattern, run);

    private void Map(string method, string pattern, Func<GatewayCall, Task> run, bool isOpen = false)
    {
        if (_methods.TryGetValue(pattern, out var methods))
        {
            methods.Add(method);
        }
        else
        {
            _methods.Add(pattern, methods = [method]);
            endpoints.Map(pattern, Route(call => RefuseMethod(call, methods), isOpen)).WithOrder(Last);
        }

        endpoints.MapMethods(pattern, method == HttpMethods.Get ? [method, HttpMethods.Head] : [method], Route(run, isOpen));
    }

    private RequestDelegate Route(Func<GatewayCall, Task> run, bool isOpen) =>
        new GatewayRoute(served, errors, isOpen, run).InvokeAsync;

    private static Task RefuseMethod(GatewayCall call, List<string> methods)
    {
        call.Http.Response.Headers.Allow = string.Join(", ", methods);
        throw new GatewayException(
            StatusCodes.Status405MethodNotAllowed,
            $"{call.Http.Request.Method} is not for {call.Http.Request.Path}: use {string.Join(" or ", methods)}.");
    }
}
