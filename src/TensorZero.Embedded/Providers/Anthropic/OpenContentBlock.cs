using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>A content block of a stream between its start and its end.</summary>
internal sealed class OpenContentBlock(int index, ContentBlock start)
{
    private readonly string _id = index.ToString(CultureInfo.InvariantCulture);
    private StringBuilder? _input;
    private bool _hasInput;

    public int Index => index;

    /// <summary>The block's first piece; null when there is nothing to hand out yet.</summary>
    public ContentChunk? Start() => start switch
    {
        TextBlock text => new TextChunk(_id, text.Text),
        ThoughtBlock thought => new ThoughtChunk(_id, thought.Text, thought.Signature) { ProviderType = thought.ProviderType },
        ToolCallBlock call => new ToolCallChunk(call.Id, call.RawName, ""),
        UnknownBlock unknown when !TakesInput(unknown) => Unknown(unknown.Data, unknown.ModelName, unknown.ProviderName),
        _ => null,
    };

    /// <summary>The next piece; null when there is nothing to hand out yet.</summary>
    public ContentChunk? Continue(ReadOnlySpan<byte> json, ProviderCall call)
    {
        var delta = ContentDelta.Read(json);
        return delta.Type switch
        {
            ContentDelta.Text => new TextChunk(_id, delta.Value!),
            ContentDelta.InputJson => AddInput(delta.Value!),
            ContentDelta.Thinking => new ThoughtChunk(_id, delta.Value) { ProviderType = AnthropicProvider.TypeName },
            ContentDelta.Signature => new ThoughtChunk(_id, null, delta.Value) { ProviderType = AnthropicProvider.TypeName },
            _ => Unknown(delta.Unknown!.Value, call.ModelName, call.ProviderName),
        };
    }

    /// <summary>What only the block's end makes certain: a call's arguments when none were streamed, a server tool's whole call.</summary>
    public ContentChunk? Stop() => start switch
    {
        ToolCallBlock call when !_hasInput => new ToolCallChunk(call.Id, null, call.RawArguments),
        UnknownBlock unknown when TakesInput(unknown) => Unknown(WithInput(unknown.Data), unknown.ModelName, unknown.ProviderName),
        _ => null,
    };

    private UnknownChunk Unknown(JsonElement data, string? modelName, string? providerName) => new(_id, data, modelName, providerName);

    private ToolCallChunk? AddInput(string json)
    {
        _hasInput |= json.Length > 0;
        switch (start)
        {
            case ToolCallBlock call:
                return new ToolCallChunk(call.Id, null, json);
            case UnknownBlock:
                (_input ??= new StringBuilder()).Append(json);
                return null;
            default:
                throw new JsonException($"arguments in content block {index}, which is no tool call");
        }
    }

    /// <summary>
    /// A tool that the provider runs itself: its call is streamed like a function's, but is an unknown block here, of use only whole.
    /// </summary>
    private static bool TakesInput(UnknownBlock unknown) => unknown.Data.TryGetProperty("input"u8, out _);

    private JsonElement WithInput(JsonElement block)
    {
        if (!_hasInput)
        {
            return block;
        }

        var input = _input!.ToString();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in block.EnumerateObject())
            {
                if (!property.NameEquals("input"u8))
                {
                    property.WriteTo(writer);
                }
            }

            writer.WritePropertyName("input"u8);
            WriteInput(writer, input);
            writer.WriteEndObject();
        }

        return JsonElements.ParseElement(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Arguments that the token limit cut are no JSON; they are kept as text.</summary>
    private static void WriteInput(Utf8JsonWriter writer, string input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            document.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(input);
        }
    }
}
