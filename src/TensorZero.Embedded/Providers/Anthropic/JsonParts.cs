using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Takes single values out of a reply, and says what is wrong when they are not there.</summary>
internal static class JsonParts
{
    /// <summary>The string after the property name that the reader stands on; null when the value is of another type.</summary>
    public static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>Where the value after the property name lies in what the reader reads.</summary>
    public static Range ReadRange(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    /// <summary>The whole number after the property name that the reader stands on; null for anything else.</summary>
    public static long? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            return number;
        }

        reader.Skip();
        return null;
    }

    public static JsonException Missing(string property) => new($"`{property}` is missing or of the wrong type");
}
