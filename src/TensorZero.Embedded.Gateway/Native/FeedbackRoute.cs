using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>POST /feedback</c>: how good an answer was.</summary>
internal static class FeedbackRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var request = await call.ReadAsync(json => FeedbackCallReader.Read(json, call.ApiKeyPublicId)).ConfigureAwait(false);
        var id = await call.Engine.Feedback.SendAsync(request, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(id, static (writer, id) =>
        {
            writer.WriteStartObject();
            writer.WriteString("feedback_id"u8, id);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
