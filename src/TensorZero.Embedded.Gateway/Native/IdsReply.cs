using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>The reply of everything that makes or changes datapoints: their ids.</summary>
internal static class IdsReply
{
    public static Task SendAsync(GatewayCall call, IReadOnlyList<Guid> ids) => call.ReplyAsync(ids, static (writer, ids) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("ids"u8);
        foreach (var id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
