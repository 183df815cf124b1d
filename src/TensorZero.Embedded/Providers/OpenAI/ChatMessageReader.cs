using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>
/// What a <c>message</c>, or the <c>delta</c> of a stream, holds. The two differ in nothing but completeness.
/// </summary>
internal ref struct ChatMessageReader(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Open reasoning: <c>reasoning</c>, or <c>reasoning_content</c> as most servers call it; null for none.</summary>
    public string? Thought { get; private set; }

    /// <summary>The content when it is one text, or the refusal given in its place; null for none.</summary>
    public string? Text { get; private set; }

    /// <summary>Where the content stands, between its quotes; null unless it is a text without escapes.</summary>
    public Range? PlainText { get; private set; }

    /// <summary>The parts of a content that is a list: texts and, in their own shape, all other kinds; null for none.</summary>
    public List<ContentBlock>? Parts { get; private set; }

    /// <summary>Null for none.</summary>
    public List<ChatToolCall>? ToolCalls { get; private set; }

    /// <summary>Reads the object, the reader standing on its name.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        string? thought = null;
        string? refusal = null;
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                ReadContent(ref reader);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                ReadToolCalls(ref reader);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8))
            {
                thought = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("reasoning"u8))
            {
                Thought = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                refusal = ReadText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Servers that renamed reasoning_content send both for a while.
        Thought ??= thought;
        Text ??= refusal;
    }

    /// <summary>A text that says something; null for an empty one and for none.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() is { Length: > 0 } text ? text : null;
    }

    private void ReadContent(ref Utf8JsonReader reader)
    {
        var start = reader;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader = start;
            Text = ReadText(ref reader);
            PlainText = reader.PlaceOfPlainText();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            (Parts ??= []).Add(ReadPart(ref reader));
        }
    }

    private static ContentBlock ReadPart(ref Utf8JsonReader reader)
    {
        var whole = reader;
        string? text = null;
        var isText = false;
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                isText = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("refusal"u8);
            }
            else if (reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        return isText && text is not null ? new TextBlock(text) : new UnknownBlock(JsonElement.ParseValue(ref whole));
    }

    private void ReadToolCalls(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        reader.Expect(JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            (ToolCalls ??= []).Add(ChatToolCall.Read(ref reader, _json));
        }
    }
}
