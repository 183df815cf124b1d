using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>
/// Applies <c>extra_body</c> to a request body by TensorZero's rules: JSON pointers, missing parents made as objects, <c>-</c> appends
/// to an array, deleting what is not there only warns.
/// </summary>
internal static partial class ExtraBodyEdits
{
    private const int MaxDepth = 1000;

    /// <summary>The body with the edits in their order; the same bytes when there are none.</summary>
    /// <exception cref="ProviderException">A pointer is malformed or leads through something that is no container.</exception>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> body, IReadOnlyList<ExtraBody> edits, ProviderCall call, ILogger logger)
    {
        if (edits.Count == 0)
        {
            return body;
        }

        var root = JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
        foreach (var edit in edits)
        {
            var (path, error) = JsonPointerPath.Parse(edit.Pointer);
            if (path is not null)
            {
                error = edit.Value is { } value ? Set(root, path, value) : Delete(root, path, edit.Pointer, logger);
            }

            if (error is not null)
            {
                throw call.Failed(ProviderFailure.UnsupportedRequest, $"cannot be sent extra_body '{edit.Pointer}': {error}");
            }
        }

        return JsonBody.Write(root, static (node, writer) => node!.WriteTo(writer));
    }

    /// <summary>Null, or why the value cannot be put there.</summary>
    private static string? Set(JsonNode? node, string[] path, JsonElement value)
    {
        for (var depth = 0; ; depth++)
        {
            var (token, isLast) = (path[depth], depth == path.Length - 1);
            switch (node)
            {
                case JsonObject container:
                    var exists = container.TryGetPropertyValue(token, out var child);
                    if (!exists && JsonPointerPath.ParseIndex(token) is not null)
                    {
                        // TensorZero's rule: whether an object or an array is meant cannot be known.
                        return $"there is nothing at '{token}', and whether its container is to be an object or an array is ambiguous";
                    }

                    if (isLast)
                    {
                        container[token] = ToNode(value);
                        return null;
                    }

                    node = exists ? child : container[token] = new JsonObject();
                    break;

                case JsonArray list when token == "-":
                    if (!isLast)
                    {
                        return "'-' appends to an array and can only stand at the end";
                    }

                    list.Add(ToNode(value));
                    return null;

                case JsonArray list:
                    if (JsonPointerPath.ParseIndex(token) is not { } index || index >= list.Count)
                    {
                        return $"the array of {list.Count} has no index '{token}'";
                    }

                    if (isLast)
                    {
                        list[index] = ToNode(value);
                        return null;
                    }

                    node = list[index];
                    break;

                default:
                    return $"what holds '{token}' is neither an object nor an array";
            }
        }
    }

    /// <summary>Null, or why nothing can be deleted there. That nothing is there is only a warning.</summary>
    private static string? Delete(JsonNode? node, string[] path, string pointer, ILogger logger)
    {
        for (var depth = 0; depth < path.Length; depth++)
        {
            var (token, isLast) = (path[depth], depth == path.Length - 1);
            if (node is JsonArray && token == "-")
            {
                return "'-' appends to an array and cannot be deleted";
            }

            JsonNode? child = null;
            var index = JsonPointerPath.ParseIndex(token);
            var exists = node switch
            {
                JsonObject container => container.TryGetPropertyValue(token, out child),
                JsonArray list => index < list.Count,
                _ => false,
            };
            if (!exists)
            {
                LogNothingToDelete(logger, pointer, token);
                return null;
            }

            switch (node)
            {
                case JsonObject container when isLast:
                    container.Remove(token);
                    break;
                case JsonArray list when isLast:
                    list.RemoveAt(index!.Value);
                    break;
                default:
                    node = node is JsonArray array ? array[index!.Value] : child;
                    break;
            }
        }

        return null;
    }

    private static JsonNode? ToNode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };

    [LoggerMessage(LogLevel.Warning, "extra_body deletes '{Pointer}', but there is nothing at '{Token}'")]
    private static partial void LogNothingToDelete(ILogger logger, string pointer, string token);
}
