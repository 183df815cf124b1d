using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Reads the tokens of a chat completion.</summary>
internal static class ChatUsageReader
{
    /// <summary>Reads the value of <c>usage</c>, the reader standing on its name. Null when there is none.</summary>
    /// <param name="reader">Reads <paramref name="json"/>.</param>
    /// <param name="json">The text around it, of which the call keeps this part.</param>
    /// <param name="call">The call.</param>
    public static Usage? Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ProviderCall call)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var start = (int)reader.TokenStartIndex;
        long? input = null, output = null, cacheRead = null, cacheWrite = null;
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                input = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                output = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                ReadDetails(ref reader, ref cacheRead, ref cacheWrite);
            }
            else
            {
                reader.Skip();
            }
        }

        call.SetRawUsage(json[start..(int)reader.BytesConsumed]);
        return new Usage(input, output, cacheRead, cacheWrite);
    }

    private static void ReadDetails(ref Utf8JsonReader reader, ref long? cacheRead, ref long? cacheWrite)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("cached_tokens"u8))
            {
                cacheRead = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("cache_write_tokens"u8))
            {
                cacheWrite = ReadNumber(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Null for anything but a whole number: an unknown count is never guessed.</summary>
    private static long? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            return number;
        }

        reader.Skip();
        return null;
    }
}
