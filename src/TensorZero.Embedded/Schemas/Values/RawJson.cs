using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Values;

/// <summary>The bytes behind elements and properties, without decoding or allocating.</summary>
internal static class RawJson
{
    // So many digits fit into 64 bits, whatever they are.
    private const int LongestShortInteger = 18;

    public static JsonNumber Number(JsonElement number) => new(JsonMarshal.GetRawUtf8Value(number));

    /// <summary>The value of a number that is written as a short integer without sign, as most are; -1 for every other.</summary>
    public static long ShortInteger(JsonElement number)
    {
        var text = JsonMarshal.GetRawUtf8Value(number);
        if (text.Length > LongestShortInteger)
        {
            return -1;
        }

        long value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c))
            {
                return -1;
            }

            value = value * 10 + (c - '0');
        }

        return value;
    }

    /// <summary>The text of a string. Dispose it.</summary>
    public static UnescapedText Text(JsonElement text) => new(JsonMarshal.GetRawUtf8Value(text)[1..^1]);

    /// <summary>The name of a property. Dispose it.</summary>
    public static UnescapedText Name(JsonProperty property) => new(JsonMarshal.GetRawUtf8PropertyName(property));

    /// <summary>Whether an object has the property. Unlike the methods of <see cref="JsonElement"/> it never throws.</summary>
    public static bool HasProperty(JsonElement instance, ReadOnlySpan<byte> utf8Name)
    {
        foreach (var property in instance.EnumerateObject())
        {
            using var name = Name(property);
            if (name.Utf8.SequenceEqual(utf8Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The property of that name, the last one if there are several. Never throws either.</summary>
    public static bool TryGetProperty(JsonElement instance, string name, out JsonElement value)
    {
        value = default;
        var found = false;
        var utf8 = Encoding.UTF8.GetBytes(name);
        foreach (var property in instance.EnumerateObject())
        {
            using var candidate = Name(property);
            if (candidate.Utf8.SequenceEqual(utf8))
            {
                (value, found) = (property.Value, true);
            }
        }

        return found;
    }

    /// <summary>A string as .NET text. Unlike <see cref="JsonElement.GetString"/> it takes whatever valid JSON may hold.</summary>
    public static string String(JsonElement text)
    {
        using var unescaped = Text(text);
        return Encoding.UTF8.GetString(unescaped.Utf8);
    }

    /// <summary>A property's name as .NET text, whatever valid JSON may hold.</summary>
    public static string NameString(JsonProperty property)
    {
        using var unescaped = Name(property);
        return Encoding.UTF8.GetString(unescaped.Utf8);
    }
}
