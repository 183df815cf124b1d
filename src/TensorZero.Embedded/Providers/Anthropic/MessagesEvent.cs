using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>One event of a stream, taken apart as far as all kinds are alike: its type, its block and the parts it carries.</summary>
internal readonly struct MessagesEvent
{
    private MessagesEvent(string type, int? index, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> usage)
    {
        Type = type;
        Index = index;
        Payload = payload;
        Usage = usage;
    }

    public string Type { get; }

    /// <summary>The place of the content block it belongs to; null for events about the whole message.</summary>
    public int? Index { get; }

    /// <summary>The object it carries (<c>message</c>, <c>content_block</c>, <c>delta</c> or <c>error</c>); empty for none.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The usage object beside it; empty for none.</summary>
    public ReadOnlyMemory<byte> Usage { get; }

    /// <exception cref="JsonException">The data is no event.</exception>
    public static MessagesEvent Read(ReadOnlyMemory<byte> json)
    {
        string? type = null;
        int? index = null;
        ReadOnlyMemory<byte> payload = default, usage = default;

        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = ReadType(ref reader);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                index = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("content_block"u8)
                || reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("error"u8))
            {
                payload = json[JsonParts.ReadRange(ref reader)];
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                usage = json[JsonParts.ReadRange(ref reader)];
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        return new MessagesEvent(type ?? throw JsonParts.Missing("type"), index, payload, usage);
    }

    /// <summary>Nearly every event of a stream is a delta, so that one name is not made again each time.</summary>
    private static string? ReadType(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.String ? null
            : reader.ValueTextEquals("content_block_delta"u8) ? "content_block_delta"
            : reader.GetString();
    }
}
