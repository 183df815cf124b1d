using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>The JSON of inference parameters: <c>{"chat_completion": {...}}</c> with only what is set.</summary>
internal static class ContentJsonParams
{
    private const string Where = "chat_completion";

    public static void Write(Utf8JsonWriter writer, ChatCompletionParams parameters)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("chat_completion"u8);
        WriteSettings(writer, parameters);
        writer.WriteEndObject();
    }

    /// <summary>The settings alone, as an object.</summary>
    public static void WriteSettings(Utf8JsonWriter writer, ChatCompletionParams parameters)
    {
        writer.WriteStartObject();
        WriteNumber(writer, "temperature"u8, parameters.Temperature);
        WriteNumber(writer, "max_tokens"u8, parameters.MaxTokens);
        WriteNumber(writer, "seed"u8, parameters.Seed);
        WriteNumber(writer, "top_p"u8, parameters.TopP);
        WriteNumber(writer, "presence_penalty"u8, parameters.PresencePenalty);
        WriteNumber(writer, "frequency_penalty"u8, parameters.FrequencyPenalty);
        writer.WriteIfPresent("json_mode"u8, parameters.JsonMode is { } mode ? ContentJsonWords.Of(mode) : null);
        if (parameters.StopSequences is { } stopSequences)
        {
            writer.WriteStartArray("stop_sequences"u8);
            foreach (var sequence in stopSequences)
            {
                writer.WriteStringValue(sequence);
            }

            writer.WriteEndArray();
        }

        writer.WriteIfPresent("reasoning_effort"u8, parameters.ReasoningEffort);
        writer.WriteIfPresent("service_tier"u8, parameters.ServiceTier is { } tier ? ContentJsonWords.Of(tier) : null);
        WriteNumber(writer, "thinking_budget_tokens"u8, parameters.ThinkingBudgetTokens);
        writer.WriteIfPresent("verbosity"u8, parameters.Verbosity);
        writer.WriteEndObject();
    }

    /// <exception cref="ContentJsonException">The JSON is not such an object. Keys of later versions are skipped.</exception>
    public static ChatCompletionParams Read(JsonElement json)
    {
        if (json.Find("chat_completion") is not { } parameters)
        {
            return ChatCompletionParams.Empty;
        }

        return new ChatCompletionParams
        {
            Temperature = parameters.OptionalNumber("temperature", Where),
            MaxTokens = (int?)parameters.OptionalInteger("max_tokens", int.MaxValue, Where),
            Seed = parameters.OptionalInteger("seed", long.MaxValue, Where),
            TopP = parameters.OptionalNumber("top_p", Where),
            PresencePenalty = parameters.OptionalNumber("presence_penalty", Where),
            FrequencyPenalty = parameters.OptionalNumber("frequency_penalty", Where),
            JsonMode = parameters.OptionalString("json_mode", Where) is { } mode ? ContentJsonWords.ParseJsonMode(mode) : null,
            StopSequences = parameters.Find("stop_sequences")?.Strings("stop_sequences"),
            ReasoningEffort = parameters.OptionalString("reasoning_effort", Where),
            ServiceTier = parameters.OptionalString("service_tier", Where) is { } tier ? ContentJsonWords.ParseServiceTier(tier) : null,
            ThinkingBudgetTokens = (int?)parameters.OptionalInteger("thinking_budget_tokens", int.MaxValue, Where),
            Verbosity = parameters.OptionalString("verbosity", Where),
        };
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
