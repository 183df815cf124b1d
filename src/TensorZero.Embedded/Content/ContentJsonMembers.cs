using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>Reads and writes members of JSON objects; an absent member and a null are the same.</summary>
internal static class ContentJsonMembers
{
    public static JsonElement.ObjectEnumerator Members(this JsonElement json, string what) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject()
            : throw new ContentJsonException($"Expected an object for {what}.");

    /// <summary>The member, to read while its document lives; null when absent.</summary>
    public static JsonElement? Find(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    /// <summary>The member, safe to keep; null when absent.</summary>
    public static JsonElement? Optional(this JsonElement json, string name) => json.Find(name)?.Clone();

    public static JsonElement Required(this JsonElement json, string name, string what)
    {
        _ = json.Members(what);
        return json.TryGetProperty(name, out var member)
            ? member
            : throw new ContentJsonException($"Missing `{name}` in {what}.");
    }

    public static string? OptionalString(this JsonElement json, string name, string what) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new ContentJsonException($"Expected a string as `{name}` in {what}."),
    };

    public static string RequiredString(this JsonElement json, string name, string what)
    {
        _ = json.Members(what);
        return json.OptionalString(name, what) ?? throw new ContentJsonException($"Missing `{name}` in {what}.");
    }

    public static double? OptionalNumber(this JsonElement json, string name, string what) => json.Find(name) switch
    {
        null => null,
        // A number too large for a double is read as infinity, which no JSON could hold again.
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        _ => throw new ContentJsonException($"Expected a finite number as `{name}` in {what}."),
    };

    public static long? OptionalInteger(this JsonElement json, string name, long largest, string what) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) && Math.Abs((decimal)value) <= largest => value,
        _ => throw new ContentJsonException($"Expected an integer of at most {largest} as `{name}` in {what}."),
    };

    public static List<T> Items<T>(this JsonElement json, string name, Func<JsonElement, T> read)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new ContentJsonException($"Expected a list of {name}.");
        }

        var items = new List<T>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            try
            {
                items.Add(read(item));
            }
            catch (ContentJsonException error)
            {
                throw error.At($"{name}[{items.Count}]");
            }
        }

        return items;
    }

    public static List<string> Strings(this JsonElement json, string name) =>
        json.Items(name, static item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw new ContentJsonException("Expected a string."));

    public static void WriteIfPresent(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes the member, and null for an absent one.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        writer.WritePropertyName(name);
        if (value is { } element)
        {
            element.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
