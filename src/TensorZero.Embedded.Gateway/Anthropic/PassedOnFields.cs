using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>
/// Fields that only Anthropic's models understand: they go to the provider as they are, and one that does not know them says so.
/// </summary>
internal static class PassedOnFields
{
    private const string Where = "the request";

    public static IReadOnlyList<ExtraBody> Read(JsonElement request)
    {
        _ = request.OptionalCount("top_k", Where);
        _ = request.OptionalString("container", Where);
        _ = request.OptionalString("inference_geo", Where);
        _ = request.OptionalString("speed", Where);
        List<ExtraBody>? fields = null;
        foreach (var name in (ReadOnlySpan<string>)["top_k", "container", "inference_geo", "speed"])
        {
            if (request.Find(name) is { } value)
            {
                (fields ??= []).Add(ExtraBody.Set("/" + name, value));
            }
        }

        return fields ?? [];
    }
}
