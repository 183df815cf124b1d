using System.Text.Json;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Tags as a JSON object of strings.</summary>
internal static class TagColumn
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> tags)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in tags)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    public static IReadOnlyDictionary<string, string> Read(JsonElement json)
    {
        var tags = new Dictionary<string, string>();
        foreach (var tag in json.EnumerateObject())
        {
            tags[tag.Name] = tag.Value.GetString()!;
        }

        return tags;
    }
}
