using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>Whether the gateway is there, and whether it can work. Both need no key.</summary>
internal static class StatusRoutes
{
    public static Task StatusAsync(GatewayCall call) => call.ReplyAsync(call.Engine.ConfigurationHash, static (writer, hash) =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, "ok"u8);
        writer.WriteString("version"u8, ServedEngine.Version);
        writer.WriteString("config_hash"u8, hash);
        writer.WriteEndObject();
    });

    public static async Task HealthAsync(GatewayCall call)
    {
        var isStoreWell = await IsStoreWellAsync(call).ConfigureAwait(false);
        var status = isStoreWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await JsonReply.SendAsync(call.Http, status, (call.Engine.HasStore, isStoreWell), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("gateway"u8, "ok"u8);
            if (state.HasStore)
            {
                writer.WriteString("sqlite"u8, state.isStoreWell ? "ok"u8 : "error"u8);
            }

            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static async Task<bool> IsStoreWellAsync(GatewayCall call)
    {
        try
        {
            await call.Engine.CheckStoreAsync(call.Aborted).ConfigureAwait(false);
            return true;
        }
        catch (ObservabilityStoreException exception)
        {
            GatewayLog.StoreFails(call.Served.Logger, exception.Message);
            return false;
        }
    }
}
