using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>More of a streamed content block.</summary>
/// <param name="Type">One of the constants, or another type that is not modelled here.</param>
/// <param name="Value">The text that it adds; null for other types.</param>
/// <param name="Unknown">The whole delta when its type is not modelled here; else null.</param>
internal readonly record struct ContentDelta(string Type, string? Value, JsonElement? Unknown = null)
{
    public const string Text = "text_delta";
    public const string InputJson = "input_json_delta";
    public const string Thinking = "thinking_delta";
    public const string Signature = "signature_delta";

    /// <exception cref="JsonException">The delta lacks its type or what its type promises.</exception>
    public static ContentDelta Read(ReadOnlySpan<byte> json)
    {
        string? type = null, text = null, inputJson = null, thinking = null, signature = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Expect(JsonTokenType.StartObject);
        var start = reader;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = ReadType(ref reader);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                text = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("partial_json"u8))
            {
                inputJson = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("thinking"u8))
            {
                thinking = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("signature"u8))
            {
                signature = JsonParts.ReadString(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return type switch
        {
            null => throw JsonParts.Missing("type"),
            Text => new ContentDelta(Text, text ?? throw JsonParts.Missing("text")),
            InputJson => new ContentDelta(InputJson, inputJson ?? throw JsonParts.Missing("partial_json")),
            Thinking => new ContentDelta(Thinking, thinking ?? throw JsonParts.Missing("thinking")),
            Signature => new ContentDelta(Signature, signature ?? throw JsonParts.Missing("signature")),
            _ => new ContentDelta(type, null, JsonElement.ParseValue(ref start)),
        };
    }

    /// <summary>The types that come thousands of times are constants, not new strings.</summary>
    private static string? ReadType(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.String ? null
            : reader.ValueTextEquals("text_delta"u8) ? Text
            : reader.ValueTextEquals("input_json_delta"u8) ? InputJson
            : reader.ValueTextEquals("thinking_delta"u8) ? Thinking
            : reader.ValueTextEquals("signature_delta"u8) ? Signature
            : reader.GetString();
    }
}
