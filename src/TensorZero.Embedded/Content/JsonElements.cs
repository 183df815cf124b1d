using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded;

/// <summary>The one way from a mutable JSON node to an immutable element that outlives every document.</summary>
internal static class JsonElements
{
    public static JsonElement ToElement(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.WriteTo(writer);
        }

        return ParseElement(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    public static JsonElement ParseElement(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        return JsonElement.ParseValue(ref reader);
    }
}
