using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>TensorZero's own API.</summary>
internal static class NativeRoutes
{
    public static void Map(RouteTable routes)
    {
        routes.Post("/inference", InferenceRoute.RunAsync);
        routes.Post("/feedback", FeedbackRoute.RunAsync);
        routes.Post("/v1/inferences/list_inferences", StoredInferenceRoutes.ListAsync);
        routes.Post("/v1/inferences/get_inferences", StoredInferenceRoutes.GetAsync);
    }
}
