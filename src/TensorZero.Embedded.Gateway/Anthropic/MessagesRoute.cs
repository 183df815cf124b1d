using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary><c>POST /anthropic/v1/messages</c>: one inference, whole or as it arrives.</summary>
internal static class MessagesRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var messages = await call.ReadAsync(json => MessagesRequestReader.Read(json, call.ApiKeyPublicId)).ConfigureAwait(false);
        if (messages.Inference.Stream)
        {
            await StreamReply.SendAsync(call, messages.Inference.Request, new MessagesStream(messages)).ConfigureAwait(false);
            return;
        }

        var response = await call.Engine.Inference.InferAsync(messages.Inference.Request, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(
            (response, messages),
            static (writer, state) => MessageWriter.Write(writer, state.response, state.messages)).ConfigureAwait(false);
    }
}
