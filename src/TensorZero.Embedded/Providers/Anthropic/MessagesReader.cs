using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Reads a whole reply of the Messages interface.</summary>
internal static class MessagesReader
{
    /// <summary>Reads <paramref name="json"/>, valid UTF-8, and leaves the usage object in <paramref name="call"/>.</summary>
    /// <exception cref="JsonException">The reply is not what the interface promises.</exception>
    /// <exception cref="ProviderException">The reply is an error object.</exception>
    public static ProviderResponse Read(ReadOnlyMemory<byte> json, ModelRequest request, ProviderCall call)
    {
        List<ContentBlock>? content = null;
        string? stopReason = null;
        var usage = new MessagesUsage();

        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                content = ReadContent(ref reader, json.Span, call);
            }
            else if (reader.ValueTextEquals("stop_reason"u8))
            {
                stopReason = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                usage.Add(json[JsonParts.ReadRange(ref reader)], call);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                var error = json.Span[JsonParts.ReadRange(ref reader)];
                if (!error.SequenceEqual("null"u8))
                {
                    throw MessagesError.Read(error).ToException(call);
                }
            }
            else
            {
                reader.Skip();
            }
        }

        // Whatever follows the object makes the reply malformed, and reading on is what finds it.
        reader.Read();
        if (content is null)
        {
            throw JsonParts.Missing("content");
        }

        if (JsonPrefill.IsFor(request))
        {
            JsonPrefill.Complete(content);
        }

        return new ProviderResponse
        {
            Content = content,
            Usage = usage.ToUsage(),
            FinishReason = StopReason.ToFinishReason(stopReason),
        };
    }

    private static List<ContentBlock> ReadContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ProviderCall call)
    {
        reader.Read();
        reader.Expect(JsonTokenType.StartArray);
        var blocks = new List<ContentBlock>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            blocks.Add(ContentBlockReader.Read(ref reader, json, call));
        }

        return blocks;
    }
}
