using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Reads a whole reply of the Messages interface.</summary>
internal static class MessagesReader
{
    /// <summary>Reads <paramref name="json"/>, valid UTF-8, and leaves the usage object in <paramref name="call"/>.</summary>
    /// <exception cref="JsonException">The reply is not what the interface promises.</exception>
    /// <exception cref="ProviderException">The reply is an error object.</exception>
    public static ProviderResponse Read(ReadOnlySpan<byte> json, ModelRequest request, ProviderCall call)
    {
        List<ContentBlock>? content = null;
        string? stopReason = null;
        var usage = new MessagesUsage();

        var reader = new Utf8JsonReader(json);
        reader.Read();
        JsonParts.RequireObject(in reader, "reply");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                content = ReadContent(ref reader, json, call);
            }
            else if (reader.ValueTextEquals("stop_reason"u8))
            {
                stopReason = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                usage.Add(JsonElement.ParseValue(ref reader));
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                throw MessagesError.Read(json[JsonParts.ReadRange(ref reader)]).ToException(call);
            }
            else
            {
                reader.Skip();
            }
        }

        // Whatever follows the object makes the reply malformed, and reading on is what finds it.
        reader.Read();
        call.RawUsage = usage.Raw;
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
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("`content` is not an array");
        }

        var blocks = new List<ContentBlock>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            blocks.Add(ContentBlockReader.Read(ref reader, json, call));
        }

        return blocks;
    }
}
