using System.Text.Json;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Writes usage as chat completions have it; what is not known is left out.</summary>
internal static class ChatUsageWriter
{
    public static void Write(Utf8JsonWriter writer, Usage usage)
    {
        writer.WriteStartObject();
        WriteIfKnown(writer, "prompt_tokens"u8, usage.InputTokens);
        WriteIfKnown(writer, "completion_tokens"u8, usage.OutputTokens);
        WriteIfKnown(writer, "total_tokens"u8, usage.InputTokens + usage.OutputTokens);
        if (usage.ProviderCacheReadInputTokens is { } cached)
        {
            writer.WriteStartObject("prompt_tokens_details"u8);
            writer.WriteNumber("cached_tokens"u8, cached);
            writer.WriteEndObject();
        }

        WriteIfKnown(writer, "tensorzero_provider_cache_write_input_tokens"u8, usage.ProviderCacheWriteInputTokens);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumber("tensorzero_cost"u8, cost);
        }
        else
        {
            writer.WriteNull("tensorzero_cost"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteIfKnown(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? tokens)
    {
        if (tokens is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
