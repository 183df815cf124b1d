using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>The API of Anthropic, under <c>/anthropic</c>.</summary>
internal static class AnthropicRoutes
{
    private const string RequestIdHeader = "request-id";

    public static void Map(RouteTable routes)
    {
        routes.Post("/anthropic/v1/messages", Named(MessagesRoute.RunAsync));
        routes.Post("/anthropic/v1/messages/count_tokens", Named(RefuseToCountAsync));
        routes.Get("/anthropic/v1/models", Named(ModelsRoute.ListAsync));
        routes.Get("/anthropic/v1/models/{id}", Named(ModelsRoute.FindAsync));
    }

    /// <summary>Anthropic's clients show this id with every reply and error.</summary>
    private static Func<GatewayCall, Task> Named(Func<GatewayCall, Task> run) => call =>
    {
        call.Http.Response.Headers[RequestIdHeader] = call.Http.TraceIdentifier;
        return run(call);
    };

    private static Task RefuseToCountAsync(GatewayCall call) => throw new GatewayException(
        StatusCodes.Status404NotFound,
        "Tokens are not counted here, because each provider counts its own way: the answer's `usage` says what was used.");
}
