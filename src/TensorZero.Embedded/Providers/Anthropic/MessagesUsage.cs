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

    /// <summary>The usage objects joined into one; null when none came.</summary>
    public JsonElement? Raw { get; private set; }

    /// <summary>Takes one usage object in; anything else is not usage and changes nothing.</summary>
    public void Add(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        _input = Tokens(usage, "input_tokens"u8) ?? _input;
        _output = Tokens(usage, "output_tokens"u8) ?? _output;
        _cacheRead = Tokens(usage, "cache_read_input_tokens"u8) ?? _cacheRead;
        _cacheWrite = Tokens(usage, "cache_creation_input_tokens"u8) ?? _cacheWrite;
        Raw = Raw is { } earlier ? Join(earlier, usage) : usage;
    }

    /// <summary>Anthropic counts cached tokens beside <c>input_tokens</c>; here they are a part of it.</summary>
    public Usage ToUsage() => new(
        _input is null && _cacheRead is null && _cacheWrite is null ? null : (_input ?? 0) + (_cacheRead ?? 0) + (_cacheWrite ?? 0),
        _output,
        _cacheRead,
        _cacheWrite);

    private static long? Tokens(JsonElement usage, ReadOnlySpan<byte> name) =>
        usage.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var tokens)
            ? tokens
            : null;

    private static JsonElement Join(JsonElement earlier, JsonElement later)
    {
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

        return JsonElements.ParseElement(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    private static bool IsSet(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
