using System.Text.Json;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Writes usage as Anthropic counts it: tokens read from and written to a cache stand beside the input, not within it.</summary>
internal static class UsageWriter
{
    public static void Write(Utf8JsonWriter writer, Usage usage)
    {
        var (read, written) = (usage.ProviderCacheReadInputTokens, usage.ProviderCacheWriteInputTokens);
        writer.WriteStartObject("usage"u8);
        WriteNumber(writer, "input_tokens"u8, usage.InputTokens - (read ?? 0) - (written ?? 0));
        WriteNumber(writer, "output_tokens"u8, usage.OutputTokens);
        WriteNumber(writer, "cache_read_input_tokens"u8, read);
        WriteNumber(writer, "cache_creation_input_tokens"u8, written);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumber("tensorzero_cost"u8, cost);
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
