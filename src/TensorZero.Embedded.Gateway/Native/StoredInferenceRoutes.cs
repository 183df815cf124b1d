using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>POST /v1/inferences/…</c>: what was recorded.</summary>
internal static class StoredInferenceRoutes
{
    public static async Task ListAsync(GatewayCall call)
    {
        var query = await call.ReadAsync(InferenceQueryReader.Read).ConfigureAwait(false);
        await SendAsync(call, call.Engine.History.ListAsync(query, call.Aborted), query.OutputSource).ConfigureAwait(false);
    }

    public static async Task GetAsync(GatewayCall call)
    {
        var request = await call.ReadAsync(StoredInferenceIds.Read).ConfigureAwait(false);
        await SendAsync(call, FindAsync(call, request), request.OutputSource).ConfigureAwait(false);
    }

    /// <summary><c>POST /internal/inferences/count</c>: of the same query.</summary>
    public static async Task CountAsync(GatewayCall call)
    {
        var query = await call.ReadAsync(InferenceQueryReader.Read).ConfigureAwait(false);
        var count = await call.Engine.History.CountAsync(query, call.Aborted).ConfigureAwait(false);
        await CountReply.SendAsync(call, "count", count).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<StoredInference> FindAsync(GatewayCall call, StoredInferenceIds request)
    {
        var inferences = IdPages.ReadAsync(
            request.Ids, ids => call.Engine.History.GetAsync(ids, request.OutputSource, call.Aborted).AsTask());
        await foreach (var inference in inferences.ConfigureAwait(false))
        {
            if (request.FunctionName is null || request.FunctionName == inference.FunctionName)
            {
                yield return inference;
            }
        }
    }

    private static Task SendAsync(GatewayCall call, IAsyncEnumerable<StoredInference> inferences, InferenceOutputSource outputSource)
    {
        var withOutput = outputSource != InferenceOutputSource.None;
        return ListReply.SendAsync(
            call, "inferences", inferences, (writer, inference) => StoredInferenceWriter.Write(writer, inference, withOutput));
    }
}
