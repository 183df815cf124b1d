using System.Text.Json;
using System.Text.Unicode;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>
/// Bytes from outside as JSON that can be read without surprises: UTF-8, every escape a character, no key twice, bounded depth.
/// </summary>
internal static class WireDocument
{
    /// <summary>How deep JSON may be nested.</summary>
    public const int MaxDepth = 128;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>The document; it reads <paramref name="utf8"/> as long as it lives.</summary>
    /// <exception cref="ContentJsonException">The bytes are no such JSON. The message says where, and quotes nothing.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            CheckText(utf8.Span);
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException exception)
        {
            throw new ContentJsonException(Describe(exception));
        }
    }

    /// <summary>
    /// As <see cref="Parse"/>, with a copy of the bytes that lives as long as any part of it: a clone of a part costs no time then, and keeps the
    /// whole.
    /// </summary>
    /// <exception cref="ContentJsonException">The bytes are no such JSON. The message says where, and quotes nothing.</exception>
    public static JsonElement ParseToKeep(ReadOnlySpan<byte> utf8)
    {
        try
        {
            CheckText(utf8);
            return JsonElement.Parse(utf8, Options);
        }
        catch (JsonException exception)
        {
            throw new ContentJsonException(Describe(exception));
        }
    }

    private static void CheckText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new ContentJsonException("The JSON is not UTF-8.");
        }

        CheckEscapes(utf8);
    }

    /// <summary>
    /// An escaped half of a surrogate pair is no character: .NET strings could not be written on. Rare, so text without any escape of a
    /// code point is not looked through.
    /// </summary>
    private static void CheckEscapes(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true })
            {
                try
                {
                    _ = reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    throw new ContentJsonException($"The JSON has half a surrogate pair in the text that begins at byte {reader.TokenStartIndex}.");
                }
            }
        }
    }

    private static string Describe(JsonException exception)
    {
        // The reader's own words quote what they found; where it stands is enough to find it.
        var where = exception is { LineNumber: { } line, BytePositionInLine: { } position } ? $" at line {line + 1}, byte {position + 1}" : "";
        return exception.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? $"The JSON is nested more than {MaxDepth} deep{where}."
            : exception.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase)
                ? $"The JSON has a key twice in one object{where}."
                : $"This is not valid JSON{where}.";
    }
}
