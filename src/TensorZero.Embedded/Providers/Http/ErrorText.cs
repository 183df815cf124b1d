using System.Globalization;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>What a provider says about its own error, short enough for an exception's message.</summary>
internal static class ErrorText
{
    private const int MaxLength = 200;

    /// <summary>The provider's words when the reply is JSON and has some; else what the reply is, not what it says.</summary>
    public static string Describe(ReadOnlyMemory<byte> reply, string? mediaType, SecretMask mask) =>
        TryRead(reply.Span) is { } text ? Shorten(mask.Apply(text)) : DescribeKind(reply.Span, mediaType);

    /// <summary>Such as "an HTML page, 1,234 bytes": a page is never quoted.</summary>
    public static string DescribeKind(ReadOnlySpan<byte> reply, string? mediaType)
    {
        if (reply.IsEmpty)
        {
            return "an empty reply";
        }

        var start = reply.TrimStart(" \t\r\n"u8);
        var kind = mediaType is "text/html" || start.StartsWith("<!"u8) || start.StartsWith("<h"u8) || start.StartsWith("<H"u8)
            ? "an HTML page"
            : start.StartsWith("{"u8) || start.StartsWith("["u8) ? "JSON" : "no JSON";
        return string.Create(CultureInfo.InvariantCulture, $"{kind}, {reply.Length:N0} bytes");
    }

    /// <summary>
    /// The text in <c>{"error":{"message":"..."}}</c>, <c>{"error":"..."}</c>, <c>{"message":"..."}</c> or <c>{"detail":"..."}</c>,
    /// with or without an array around it; null when there is none.
    /// </summary>
    public static string? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var opened = reader.Read() && (reader.TokenType != JsonTokenType.StartArray || reader.Read());
            return opened && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>One line of at most 200 characters.</summary>
    public static string Shorten(string text)
    {
        Span<char> line = stackalloc char[MaxLength];
        var length = 0;
        foreach (var character in text.AsSpan().Trim())
        {
            if (length == MaxLength)
            {
                return $"{line[..(MaxLength - 3)]}...";
            }

            line[length++] = char.IsControl(character) ? ' ' : character;
        }

        return line[..length].ToString();
    }

    private static string? ReadObject(ref Utf8JsonReader reader)
    {
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var speaks = reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("detail"u8);
            reader.Read();
            if (speaks && reader.TokenType == JsonTokenType.String)
            {
                text ??= reader.GetString();
            }
            else if (speaks && reader.TokenType == JsonTokenType.StartObject)
            {
                text = ReadObject(ref reader) ?? text;
            }
            else
            {
                reader.Skip();
            }
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
