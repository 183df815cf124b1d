using System.Text.Json;

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
