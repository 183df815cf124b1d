using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>TensorZero's own API.</summary>
internal static class NativeRoutes
{
    public static void Map(RouteTable routes) => routes.Post("/inference", InferenceRoute.RunAsync);
}
