using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>The reply of everything that counts: one number.</summary>
internal static class CountReply
{
    public static Task SendAsync(GatewayCall call, string name, long count) => call.ReplyAsync((name, count), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber(state.name, state.count);
        writer.WriteEndObject();
    });
}
