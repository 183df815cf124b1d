using System.Text.Json;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Writes usage as responses have it, which know no part of it without the whole.</summary>
internal static class ResponseUsageWriter
{
    /// <summary>Writes the member <c>usage</c>; nothing when a total is not known.</summary>
    public static void WriteIfKnown(Utf8JsonWriter writer, Usage usage)
    {
        if (usage is not { InputTokens: { } input, OutputTokens: { } output })
        {
            return;
        }

        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("input_tokens"u8, input);
        writer.WriteStartObject("input_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, usage.ProviderCacheReadInputTokens ?? 0);
        writer.WriteNumber("cache_write_tokens"u8, usage.ProviderCacheWriteInputTokens ?? 0);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens"u8, output);
        writer.WriteStartObject("output_tokens_details"u8);

        // Counted with the output; how many they are is not known here.
        writer.WriteNumber("reasoning_tokens"u8, 0);
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens"u8, input + output);
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
