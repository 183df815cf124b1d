using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Finds the response that a request goes on from: an inference on record.</summary>
internal static class EarlierResponse
{
    public const string Field = "previous_response_id";

    /// <summary>Null when the request begins a conversation.</summary>
    /// <exception cref="GatewayException">There is no such response, or what was said in it is not on record.</exception>
    public static async ValueTask<StoredInference?> FindAsync(GatewayCall call, JsonElement json)
    {
        _ = json.Members("the request");
        if (json.OptionalId(Field, "the request") is not { } id)
        {
            return null;
        }

        var history = call.Engine.History;
        var found = await history.GetAsync([id], cancellationToken: call.Aborted).ConfigureAwait(false);
        if (found.Count == 0)
        {
            // An answer of a moment ago may still be on its way into the database.
            await history.FlushAsync(call.Aborted).ConfigureAwait(false);
            found = await history.GetAsync([id], cancellationToken: call.Aborted).ConfigureAwait(false);
        }

        return found is [{ Input: not null } stored]
            ? stored
            : throw new GatewayException(
                StatusCodes.Status400BadRequest,
                $"No response with the id of `{Field}` is on record with its content: send the conversation itself as `input`.");
    }
}
