using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>What a chat completion and a chunk of a streamed one have in common: one choice, usage, or an error in their place.</summary>
internal ref struct ChatCompletionEnvelope(ReadOnlyMemory<byte> json)
{
    private readonly ReadOnlyMemory<byte> _json = json;

    /// <summary>The <c>message</c> or <c>delta</c> of the choice.</summary>
    public ChatMessageReader Message = new(json.Span);

    public FinishReason? FinishReason { get; private set; }

    public Usage? Usage { get; private set; }

    /// <summary>Whether anything was said of usage, even if it was taken back.</summary>
    public bool SpokeOfUsage { get; private set; }

    /// <summary>How many choices there are; null when the list is missing.</summary>
    public int? Choices { get; private set; }

    /// <summary>Where the padding stands, between its quotes, by which a server hides the length of a chunk's text; null for none.</summary>
    public Range? Padding { get; private set; }

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ProviderException">It is an error object or no such JSON.</exception>
    public void Read(ProviderCall call)
    {
        try
        {
            var hasError = ReadProperties(call);
            if (hasError && Choices is null or 0)
            {
                throw call.Failed(
                    ProviderFailure.ErrorReply, $"answered with an error: {ErrorText.Shorten(ErrorText.TryRead(_json.Span) ?? "it does not say which")}");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw call.Failed(ProviderFailure.MalformedReply, $"answered with what is no chat completion: {exception.Message}", exception);
        }

        if (Choices > 1)
        {
            throw call.Failed(ProviderFailure.MalformedReply, $"answered with {Choices} choices, where one was asked for");
        }
    }

    private bool ReadProperties(ProviderCall call)
    {
        var hasError = false;
        var reader = new Utf8JsonReader(_json.Span);
        reader.Read();
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                ReadChoices(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                Usage = ChatUsageReader.Read(ref reader, _json, call);
                SpokeOfUsage |= Usage is not null;
            }
            else if (reader.ValueTextEquals("obfuscation"u8))
            {
                reader.Read();
                Padding = reader.PlaceOfPlainText();
                reader.Skip();
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                hasError = reader.TokenType != JsonTokenType.Null;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        // Meets what may stand behind the object, which would be no JSON.
        reader.Read();
        return hasError;
    }

    private void ReadChoices(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Choices = 0;
        reader.Expect(JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Choices++;
            reader.Expect(JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("delta"u8))
                {
                    Message.Read(ref reader);
                }
                else if (reader.ValueTextEquals("finish_reason"u8))
                {
                    FinishReason = ChatFinishReason.Read(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }
}
