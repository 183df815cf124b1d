using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Lays JSON out for reading. Only the space between the tokens changes: numbers, escapes and the order of members stay.</summary>
internal static class JsonLayout
{
    private const int MaxDepth = 1000;

    /// <summary>Null when the text is no JSON.</summary>
    public static string? TryIndent(string json)
    {
        try
        {
            return Indent(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Indent(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var text = new StringBuilder(json.Length * 2);
        var (isFirst, followsName) = (true, false);
        while (reader.Read())
        {
            var ends = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (!followsName && text.Length > 0 && !(ends && isFirst))
            {
                text.Append(isFirst || ends ? "\n" : ",\n").Append(' ', 2 * reader.CurrentDepth);
            }

            Append(text, ref reader);
            isFirst = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            followsName = reader.TokenType == JsonTokenType.PropertyName;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ref Utf8JsonReader reader)
    {
        var token = Encoding.UTF8.GetString(reader.ValueSpan);
        _ = reader.TokenType switch
        {
            JsonTokenType.PropertyName => text.Append('"').Append(token).Append("\": "),
            JsonTokenType.String => text.Append('"').Append(token).Append('"'),
            _ => text.Append(token),
        };
    }
}
