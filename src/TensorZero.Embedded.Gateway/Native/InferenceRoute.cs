using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>POST /inference</c>: one inference, whole or as it arrives.</summary>
internal static class InferenceRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var inference = await call.ReadAsync(json => InferenceCallReader.Read(json, call.ApiKeyPublicId)).ConfigureAwait(false);
        if (inference.Stream)
        {
            await StreamReply.SendAsync(call, inference.Request, new NativeStream(inference)).ConfigureAwait(false);
            return;
        }

        var response = await call.Engine.Inference.InferAsync(inference.Request, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(
            (response, inference),
            static (writer, state) => InferenceReplyWriter.Write(writer, state.response, state.inference)).ConfigureAwait(false);
    }
}
