using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded;

/// <summary>The one way from a mutable JSON node to an immutable element that outlives every document.</summary>
internal static class JsonElements
{
    private static JsonElement Null { get; } = JsonElement.Parse("null");

    /// <summary>A null node is JSON's null.</summary>
    public static JsonElement ToElement(JsonNode? node)
    {
        if (node is null)
        {
            return Null;
        }

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

    /// <summary>What a model wrote, as JSON. Text that is no JSON, or not even Unicode, is data and no exception.</summary>
    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = JsonElement.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            value = default;
            return false;
        }
    }
}
