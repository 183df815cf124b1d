using System.Text.Json;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Writes usage as chat completions have it, which know no part of it without the whole.</summary>
internal static class ChatUsageWriter
{
    /// <summary>Writes the member <c>usage</c>; nothing when a total is not known.</summary>
    public static void WriteIfKnown(Utf8JsonWriter writer, Usage usage)
    {
        if (usage is not { InputTokens: { } input, OutputTokens: { } output })
        {
            return;
        }

        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("prompt_tokens"u8, input);
        writer.WriteNumber("completion_tokens"u8, output);
        writer.WriteNumber("total_tokens"u8, input + output);
        if (usage.ProviderCacheReadInputTokens is { } cached)
        {
            writer.WriteStartObject("prompt_tokens_details"u8);
            writer.WriteNumber("cached_tokens"u8, cached);
            writer.WriteEndObject();
        }

        if (usage.ProviderCacheWriteInputTokens is { } written)
        {
            writer.WriteNumber("tensorzero_provider_cache_write_input_tokens"u8, written);
        }

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
}
