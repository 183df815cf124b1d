using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>
/// The usage object of a reply, or of a stream, where a later object completes and corrects an earlier one.
/// </summary>
internal sealed class MessagesUsage
{
    private long? _input;
    private long? _output;
    private long? _cacheRead;
    private long? _cacheWrite;
    private ReadOnlyMemory<byte> _json;

    /// <summary>Takes one usage object in and gives the call all that came; anything but an object is no usage and changes nothing.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public void Add(ReadOnlyMemory<byte> json, ProviderCall call)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8))
            {
                _input = JsonParts.ReadNumber(ref reader) ?? _input;
            }
            else if (reader.ValueTextEquals("output_tokens"u8))
            {
                _output = JsonParts.ReadNumber(ref reader) ?? _output;
            }
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
            {
                _cacheRead = JsonParts.ReadNumber(ref reader) ?? _cacheRead;
            }
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
            {
                _cacheWrite = JsonParts.ReadNumber(ref reader) ?? _cacheWrite;
            }
            else
            {
                reader.Skip();
            }
        }

        _json = _json.IsEmpty ? json : Join(_json, json);
        call.SetRawUsage(_json);
    }

    /// <summary>Anthropic counts cached tokens beside <c>input_tokens</c>; here they are a part of it.</summary>
    public Usage ToUsage() => new(
        _input is null && _cacheRead is null && _cacheWrite is null ? null : (_input ?? 0) + (_cacheRead ?? 0) + (_cacheWrite ?? 0),
        _output,
        _cacheRead,
        _cacheWrite);

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> earlierJson, ReadOnlyMemory<byte> laterJson)
    {
        var earlier = JsonElements.ParseElement(earlierJson);
        var later = JsonElements.ParseElement(laterJson);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in earlier.EnumerateObject())
            {
                if (!IsSet(later, property.Name))
                {
                    property.WriteTo(writer);
                }
            }

            foreach (var property in later.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.Null || !earlier.TryGetProperty(property.Name, out _))
                {
                    property.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static bool IsSet(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
