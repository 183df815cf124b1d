using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>The JSON of usage: unknown totals are null, a provider's cache is only named when it has one.</summary>
internal static class UsageJson
{
    public static void Write(Utf8JsonWriter writer, Usage usage)
    {
        writer.WriteStartObject();
        WriteNumber(writer, "input_tokens"u8, usage.InputTokens);
        WriteNumber(writer, "output_tokens"u8, usage.OutputTokens);
        if (usage.ProviderCacheReadInputTokens is { } read)
        {
            writer.WriteNumber("provider_cache_read_input_tokens"u8, read);
        }

        if (usage.ProviderCacheWriteInputTokens is { } written)
        {
            writer.WriteNumber("provider_cache_write_input_tokens"u8, written);
        }

        if (usage.Cost is { } cost)
        {
            writer.WriteNumber("cost"u8, cost);
        }
        else
        {
            writer.WriteNull("cost"u8);
        }

        writer.WriteEndObject();
    }

    /// <exception cref="ContentJsonException">The JSON is no usage.</exception>
    public static Usage Read(JsonElement json) => new(
        ReadCount(json, "input_tokens"),
        ReadCount(json, "output_tokens"),
        ReadCount(json, "provider_cache_read_input_tokens"),
        ReadCount(json, "provider_cache_write_input_tokens"),
        json.Find("cost") is { } cost ? ReadCost(cost) : null);

    private static long? ReadCount(JsonElement json, string name) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var count) => count,
        _ => throw new ContentJsonException($"Expected a whole number as `{name}`."),
    };

    private static decimal ReadCost(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var cost)
            ? cost
            : throw new ContentJsonException("Expected a number as `cost`.");

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
