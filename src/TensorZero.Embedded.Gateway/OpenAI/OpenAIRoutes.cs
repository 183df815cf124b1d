using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.OpenAI.Chat;
using TensorZero.Embedded.Gateway.OpenAI.Models;
using TensorZero.Embedded.Gateway.OpenAI.Responses;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>OpenAI's API.</summary>
internal static class OpenAIRoutes
{
    /// <param name="routes">The table.</param>
    /// <param name="prefix">What stands before each path: <c>/openai/v1</c>, or <c>/v1</c>.</param>
    public static void Map(RouteTable routes, string prefix)
    {
        routes.Post($"{prefix}/chat/completions", ChatCompletionsRoute.RunAsync);
        routes.Post($"{prefix}/responses", ResponsesRoute.RunAsync);
        routes.Get($"{prefix}/models", ModelsRoute.ListAsync);
        routes.Get($"{prefix}/models/{{**id}}", ModelsRoute.FindAsync);
    }
}
