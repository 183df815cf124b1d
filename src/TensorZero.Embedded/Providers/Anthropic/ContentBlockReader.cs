using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Reads one content block: of a whole reply, or as it stands at the start of a streamed one.</summary>
internal static class ContentBlockReader
{
    /// <summary>
    /// Reads the object that <paramref name="reader"/> stands on and leaves the reader at its end. Kinds of block that are not
    /// modelled here come as unknown blocks, meant for the provider of <paramref name="call"/>.
    /// </summary>
    /// <param name="reader">A reader over <paramref name="json"/>, at the start of the block.</param>
    /// <param name="json">What the reader reads, to take arguments from as they were written.</param>
    /// <param name="call">The call whose reply it is.</param>
    /// <exception cref="JsonException">The block lacks something or is no object.</exception>
    public static ContentBlock Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ProviderCall call)
    {
        reader.Expect(JsonTokenType.StartObject);
        var start = reader;
        string? type = null, text = null, thinking = null, signature = null, data = null, id = null, name = null, input = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                text = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                name = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("input"u8))
            {
                input = Encoding.UTF8.GetString(json[JsonParts.ReadRange(ref reader)]);
            }
            else if (reader.ValueTextEquals("thinking"u8))
            {
                thinking = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("signature"u8))
            {
                signature = JsonParts.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                data = JsonParts.ReadString(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return type switch
        {
            "text" => new TextBlock(text ?? throw JsonParts.Missing("text")),
            "tool_use" => new ToolCallBlock(
                id ?? throw JsonParts.Missing("id"), name ?? throw JsonParts.Missing("name"), input ?? throw JsonParts.Missing("input")),
            "thinking" => Thought(thinking ?? throw JsonParts.Missing("thinking"), signature),
            "redacted_thinking" => Thought(null, data ?? throw JsonParts.Missing("data")),
            null => throw JsonParts.Missing("type"),
            _ => new UnknownBlock(JsonElement.ParseValue(ref start), call.ModelName, call.ProviderName),
        };
    }

    /// <summary>An empty signature is none: at the start of a streamed thought it is still to come.</summary>
    private static ThoughtBlock Thought(string? text, string? signature) =>
        new(text, string.IsNullOrEmpty(signature) ? null : signature) { ProviderType = AnthropicProvider.TypeName };
}
