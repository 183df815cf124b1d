using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded;
using TensorZero.Embedded.Gateway;
using TensorZero.Embedded.Gateway.Anthropic;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Metrics;
using TensorZero.Embedded.Gateway.Native;
using TensorZero.Embedded.Gateway.OpenAI;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves TensorZero.Embedded over HTTP.</summary>
public static class TensorZeroEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the API of TensorZero and those of OpenAI (<c>/openai/v1/…</c>) and Anthropic (<c>/anthropic/v1/…</c>), on the engine that was
    /// added with <c>AddTensorZero</c>. For another path, map them on a group: <c>app.MapGroup("/llm").MapTensorZero()</c>.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its routes.</param>
    /// <param name="configure">Sets the options; null keeps the defaults.</param>
    /// <returns>All the routes, to add the application's own conventions to, such as authorization and rate limits.</returns>
    public static IEndpointConventionBuilder MapTensorZero(
        this IEndpointRouteBuilder endpoints, Action<TensorZeroGatewayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new TensorZeroGatewayOptions();
        configure?.Invoke(options);

        // The engine starts with the host, or with the first request.
        var services = endpoints.ServiceProvider;
        var served = new Lazy<ServedEngine>(() => Serve(services, options));

        var group = endpoints.MapGroup("");
        NativeRoutes.Map(new RouteTable(group, served, NativeErrors.Instance));
        AnthropicRoutes.Map(new RouteTable(group, served, AnthropicErrors.Instance));
        var openAI = new RouteTable(group, served, OpenAIErrors.Instance);
        OpenAIRoutes.Map(openAI, "/openai/v1");
        if (options.ServeOpenAIWithoutPrefix)
        {
            OpenAIRoutes.Map(openAI, "/v1");
        }

        if (options.AnswerUnknownRoutes)
        {
            group.MapFallback("{**path}", new GatewayRoute(served, NativeErrors.Instance, isOpen: false, UnknownRoute.RunAsync).InvokeAsync);
        }

        return group;
    }

    private static ServedEngine Serve(IServiceProvider services, TensorZeroGatewayOptions options)
    {
        var engine = services.GetRequiredKeyedService<TensorZeroEngine>(options.EngineKey);
        var metrics = new EngineMetrics(engine.Meter);
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(metrics.Dispose);
        return new ServedEngine(
            engine,
            options,
            metrics,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("TensorZero.Embedded.Gateway"));
    }
}
