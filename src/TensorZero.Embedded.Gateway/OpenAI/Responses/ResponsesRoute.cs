using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary><c>POST /openai/v1/responses</c>: one inference in the words of OpenAI's newer API, whole or as it arrives.</summary>
internal static class ResponsesRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var now = call.Served.Time.GetUtcNow().ToUnixTimeSeconds();
        var json = await call.ReadAsync(static body => body.Clone()).ConfigureAwait(false);
        var earlier = await EarlierResponse.FindAsync(call, json).ConfigureAwait(false);
        var asked = ResponseRequestReader.Read(json, earlier, call.ApiKeyPublicId, now, call.Served.Logger);
        var request = asked.Inference.Request;
        if (asked.Inference.Stream)
        {
            await StreamReply.SendAsync(call, request, new ResponseStream(asked)).ConfigureAwait(false);
            return;
        }

        var response = await call.Engine.Inference.InferAsync(request, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(
            (response, asked), static (writer, state) => ResponseWriter.Write(writer, state.response, state.asked)).ConfigureAwait(false);
    }
}
