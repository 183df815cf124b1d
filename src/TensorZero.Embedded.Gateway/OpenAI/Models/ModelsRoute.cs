using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Targets;

namespace TensorZero.Embedded.Gateway.OpenAI.Models;

/// <summary><c>GET /openai/v1/models</c>: every function and model of the configuration, by the name that requests call it.</summary>
internal static class ModelsRoute
{
    public static Task ListAsync(GatewayCall call) => call.ReplyAsync(TargetList.Of(call.Engine), static (writer, targets) =>
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, "list"u8);
        writer.WriteStartArray("data"u8);
        foreach (var target in targets)
        {
            ModelWriter.Write(writer, target);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static Task FindAsync(GatewayCall call)
    {
        // A slash in a name comes escaped, and stays so on its way through the server.
        var id = ((string)call.Http.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        foreach (var target in TargetList.Of(call.Engine))
        {
            if (target.ToString() == id)
            {
                return call.ReplyAsync(target, ModelWriter.Write);
            }
        }

        throw new GatewayException(
            StatusCodes.Status404NotFound, "No function or model of the configuration has this id: GET the list of models for those there are.");
    }
}
