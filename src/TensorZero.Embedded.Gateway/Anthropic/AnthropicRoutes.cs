using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>The API of Anthropic, under <c>/anthropic</c>.</summary>
internal static class AnthropicRoutes
{
    public static void Map(RouteTable routes)
    {
        routes.Post("/anthropic/v1/messages", MessagesRoute.RunAsync);
        routes.Post("/anthropic/v1/messages/count_tokens", RefuseToCountAsync);
        routes.Get("/anthropic/v1/models", ModelsRoute.ListAsync);
        routes.Get("/anthropic/v1/models/{id}", ModelsRoute.FindAsync);
    }

    private static Task RefuseToCountAsync(GatewayCall call) => throw new GatewayException(
        StatusCodes.Status404NotFound,
        "Tokens are not counted here, because each provider counts its own way: the answer's `usage` says what was used.");
}
