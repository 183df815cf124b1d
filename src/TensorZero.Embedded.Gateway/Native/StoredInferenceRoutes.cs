using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Content;
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

    /// <summary><c>GET /internal/inference_metadata</c>: what finds inferences, without their content.</summary>
    public static async Task ListMetadataAsync(GatewayCall call)
    {
        var query = new InferenceQuery
        {
            FunctionName = call.QueryText("function_name"),
            VariantName = call.QueryText("variant_name"),
            EpisodeId = call.QueryId("episode_id"),
            Before = call.QueryId("before"),
            After = call.QueryId("after"),
            Limit = call.QueryCount("limit") ?? 20,
            OutputSource = InferenceOutputSource.None,
        };
        if (query is { Before: not null, After: not null })
        {
            throw new GatewayException(StatusCodes.Status400BadRequest, "Cannot specify both 'before' and 'after' parameters");
        }

        await ListReply.SendAsync(call, "inference_metadata", call.Engine.History.ListAsync(query, call.Aborted), static (writer, inference) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, inference.InferenceId);
            writer.WriteString("function_name"u8, inference.FunctionName);
            writer.WriteString("variant_name"u8, inference.VariantName);
            writer.WriteString("episode_id"u8, inference.EpisodeId);
            writer.WriteString("function_type"u8, ContentJsonWords.Of(inference.FunctionType));
            writer.WriteString("snapshot_hash"u8, inference.ConfigurationHash);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary><c>GET /internal/model_inferences/{inference_id}</c>: the calls that answered for it.</summary>
    public static async Task ListModelInferencesAsync(GatewayCall call)
    {
        var calls = await call.Engine.History
            .GetModelInferencesAsync(call.RouteId("inference_id"), call.Aborted).ConfigureAwait(false);
        await ListReply.SendAsync(call, "model_inferences", calls.ToAsyncEnumerable(), StoredCallWriter.Write).ConfigureAwait(false);
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
