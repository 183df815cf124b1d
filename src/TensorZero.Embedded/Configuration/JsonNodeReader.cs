using System.Text.Json;

namespace TensorZero.Embedded.Configuration;

/// <summary>Reads JSON into the node tree: how a variant sent with a request becomes configuration.</summary>
internal static class JsonNodeReader
{
    /// <summary>Reads an object; null values count as absent keys.</summary>
    /// <exception cref="ArgumentException">The element is not an object.</exception>
    public static TableNode ReadTable(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"expected a JSON object, found {element.ValueKind}", nameof(element));
        }

        var table = new TableNode();
        foreach (var property in element.EnumerateObject())
        {
            if (Read(property.Value) is { } value)
            {
                table.Set(property.Name, value);
            }
        }

        return table;
    }

    private static ConfigurationNode? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadTable(element),
        JsonValueKind.Array => ReadArray(element),
        JsonValueKind.String => ScalarNode.Of(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? ScalarNode.Of(integer) : ScalarNode.Of(element.GetDouble()),
        JsonValueKind.True => ScalarNode.Of(true),
        JsonValueKind.False => ScalarNode.Of(false),
        _ => null,
    };

    private static ArrayNode ReadArray(JsonElement element)
    {
        var array = new ArrayNode();
        foreach (var item in element.EnumerateArray())
        {
            if (Read(item) is { } value)
            {
                array.Add(value);
            }
        }

        return array;
    }
}
