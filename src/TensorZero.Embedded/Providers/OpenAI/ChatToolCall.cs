using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>One entry of <c>tool_calls</c>, whole or a piece of one.</summary>
/// <param name="Index">Which call a piece belongs to; null in whole replies and from servers that leave it out.</param>
/// <param name="Id">The call's id; null in all pieces but the first.</param>
/// <param name="Name">The tool's name; null likewise.</param>
/// <param name="Arguments">The arguments' text or more of it; null for none.</param>
internal readonly record struct ChatToolCall(int? Index, string? Id, string? Name, string? Arguments)
{
    /// <summary>Reads an entry, the reader standing on its start.</summary>
    /// <param name="reader">Reads <paramref name="json"/>.</param>
    /// <param name="json">The text, for arguments that are no text but an object.</param>
    public static ChatToolCall Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var call = default(ChatToolCall);
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                call = call with { Id = NullIfEmpty(reader.GetString()) };
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                call = call with { Index = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt32() };
            }
            else if (reader.ValueTextEquals("function"u8) || reader.ValueTextEquals("custom"u8))
            {
                call = ReadFunction(ref reader, json, call);
            }
            else
            {
                reader.Skip();
            }
        }

        return call;
    }

    private static ChatToolCall ReadFunction(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ChatToolCall call)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return call;
        }

        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                call = call with { Name = NullIfEmpty(reader.GetString()) };
            }
            else if (reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("input"u8))
            {
                call = call with { Arguments = ReadArguments(ref reader, json) };
            }
            else
            {
                reader.Skip();
            }
        }

        return call;
    }

    /// <summary>A text; some servers send the object itself, which is taken as the text it is written in.</summary>
    private static string? ReadArguments(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.GetString();
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
    }

    private static string? NullIfEmpty(string? text) => text is "" ? null : text;
}
