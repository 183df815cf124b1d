using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary><c>POST /openai/v1/chat/completions</c>: one inference in OpenAI's words, whole or as it arrives.</summary>
internal static class ChatCompletionsRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var now = call.Served.Time.GetUtcNow().ToUnixTimeSeconds();
        var chat = await call.ReadAsync(
            json => ChatRequestReader.Read(json, call.ApiKeyPublicId, now, call.Served.Logger)).ConfigureAwait(false);
        var request = chat.Inference.Request;
        if (chat.Inference.Stream)
        {
            await StreamReply.SendAsync(call, request, new ChatStream(chat)).ConfigureAwait(false);
            return;
        }

        var response = await call.Engine.Inference.InferAsync(request, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(
            (response, chat), static (writer, state) => ChatReplyWriter.Write(writer, state.response, state.chat)).ConfigureAwait(false);
    }
}
