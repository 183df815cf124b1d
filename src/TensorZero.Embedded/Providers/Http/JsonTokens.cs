using System.Text.Json;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>Reading JSON that may be of another shape than its author promised.</summary>
internal static class JsonTokens
{
    /// <summary>Throws, like the reader itself does, when the token is of another kind.</summary>
    /// <exception cref="JsonException">It is; the message says where and names the kinds, never the value.</exception>
    public static void Expect(this ref Utf8JsonReader reader, JsonTokenType kind)
    {
        if (reader.TokenType != kind)
        {
            throw new JsonException($"Found {reader.TokenType} at byte {reader.TokenStartIndex} where {kind} was expected.");
        }
    }

    /// <summary>Where the token stands, between its quotes; null unless it is a string without escapes.</summary>
    public static Range? PlaceOfPlainText(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
        {
            return null;
        }

        var start = (int)reader.TokenStartIndex + 1;
        return start..(start + reader.ValueSpan.Length);
    }
}
