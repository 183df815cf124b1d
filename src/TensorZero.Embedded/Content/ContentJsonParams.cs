using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>The JSON of inference parameters: <c>{"chat_completion": {...}}</c> with only what is set.</summary>
internal static class ContentJsonParams
{
    private const string Where = "chat_completion";

    public static void Write(Utf8JsonWriter writer, ChatCompletionParams parameters)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("chat_completion"u8);
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
            Temperature = ReadNumber(parameters, "temperature"),
            MaxTokens = (int?)ReadInteger(parameters, "max_tokens", int.MaxValue),
            Seed = ReadInteger(parameters, "seed", long.MaxValue),
            TopP = ReadNumber(parameters, "top_p"),
            PresencePenalty = ReadNumber(parameters, "presence_penalty"),
            FrequencyPenalty = ReadNumber(parameters, "frequency_penalty"),
            JsonMode = parameters.OptionalString("json_mode", Where) is { } mode ? ContentJsonWords.ParseJsonMode(mode) : null,
            StopSequences = parameters.Find("stop_sequences")?.Strings("stop_sequences"),
            ReasoningEffort = parameters.OptionalString("reasoning_effort", Where),
            ServiceTier = parameters.OptionalString("service_tier", Where) is { } tier ? ContentJsonWords.ParseServiceTier(tier) : null,
            ThinkingBudgetTokens = (int?)ReadInteger(parameters, "thinking_budget_tokens", int.MaxValue),
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

    private static double? ReadNumber(JsonElement json, string name) => json.Find(name) switch
    {
        null => null,
        // A number too large for a double is read as infinity, which no JSON could hold again.
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        _ => throw new ContentJsonException($"Expected a finite number as `{name}` in {Where}."),
    };

    private static long? ReadInteger(JsonElement json, string name, long largest) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) && Math.Abs((decimal)value) <= largest => value,
        _ => throw new ContentJsonException($"Expected an integer of at most {largest} as `{name}` in {Where}."),
    };
}
