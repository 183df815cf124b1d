using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/config</c>: the configuration in use, and those that inferences were recorded under.</summary>
internal static class ConfigRoutes
{
    public static Task GetCurrentAsync(GatewayCall call)
    {
        var text = call.Engine.ExportConfiguration();
        return SendAsync(call, CanonicalForm.Hash(text), text);
    }

    public static async Task GetAsync(GatewayCall call)
    {
        var hash = call.RouteText("hash");
        var text = await call.Engine.History.GetConfigurationAsync(hash, call.Aborted).ConfigureAwait(false)
            ?? throw new GatewayException(StatusCodes.Status404NotFound, $"Config snapshot not found for hash: {hash}");
        await SendAsync(call, hash, text).ConfigureAwait(false);
    }

    private static Task SendAsync(GatewayCall call, string hash, string text) => call.ReplyAsync(
        (hash, text), static (writer, state) => ConfigSnapshotWriter.Write(writer, state.hash, state.text));
}
