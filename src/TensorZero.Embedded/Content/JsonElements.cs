using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded;

/// <summary>The one way from JSON that can change or end to an immutable element that outlives every document.</summary>
internal static class JsonElements
{
    private static JsonElement Null { get; } = JsonElement.Parse("null");

    /// <summary>
    /// The same value, independent of the document it may be part of: a caller may dispose that while the value waits to be recorded. An
    /// element that depends on none is returned as it is.
    /// </summary>
    public static JsonElement Own(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? element : element.Clone();

    public static JsonElement? Own(JsonElement? element) => element is { } value ? Own(value) : null;

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
