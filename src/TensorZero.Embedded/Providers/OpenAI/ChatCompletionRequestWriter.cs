using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Writes the body of a chat completion, straight into UTF-8.</summary>
internal readonly struct ChatCompletionRequestWriter(
    ModelRequest request, OpenAIProviderOptions options, ProviderCall call, ILogger logger)
{
    public void Write(Utf8JsonWriter json)
    {
        var model = options.ModelName;
        var format = ResponseFormat(model);
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        new ChatMessageWriter(options, call, logger).Write(json, request, asksForJson: format == JsonMode.On);
        WriteParams(json, request.Params);
        json.WriteBoolean("stream"u8, request.Stream);
        if (request.Stream)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        WriteResponseFormat(json, format);
        if (request.Tools is { } tools)
        {
            ChatToolWriter.Write(json, tools, model, call);
        }

        json.WriteEndObject();
    }

    /// <summary>How JSON is asked for on the wire: strictly needs a schema and a model that knows schemas.</summary>
    private JsonMode ResponseFormat(string model) => request.JsonMode switch
    {
        JsonMode.Strict when request.OutputSchema is null || model.Contains("3.5", StringComparison.Ordinal) => JsonMode.On,
        var mode => mode,
    };

    private void WriteResponseFormat(Utf8JsonWriter json, JsonMode format)
    {
        if (format is not (JsonMode.On or JsonMode.Strict))
        {
            return;
        }

        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, format == JsonMode.On ? "json_object"u8 : "json_schema"u8);
        if (format == JsonMode.Strict)
        {
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, "response"u8);
            json.WriteBoolean("strict"u8, true);
            json.WritePropertyName("schema"u8);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(request.OutputSchema!.Value), skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteParams(Utf8JsonWriter json, ChatCompletionParams settings)
    {
        WriteNumber(json, "temperature"u8, settings.Temperature);
        WriteNumber(json, "max_completion_tokens"u8, settings.MaxTokens);
        WriteNumber(json, "seed"u8, settings.Seed);
        WriteNumber(json, "top_p"u8, settings.TopP);
        WriteNumber(json, "presence_penalty"u8, settings.PresencePenalty);
        WriteNumber(json, "frequency_penalty"u8, settings.FrequencyPenalty);
        if (settings.StopSequences is { Count: > 0 } stop)
        {
            json.WriteStartArray("stop"u8);
            for (var index = 0; index < stop.Count; index++)
            {
                json.WriteStringValue(stop[index]);
            }

            json.WriteEndArray();
        }

        WriteString(json, "reasoning_effort"u8, settings.ReasoningEffort);
        WriteString(json, "service_tier"u8, settings.ServiceTier switch
        {
            ServiceTier.Auto => "auto",
            ServiceTier.Default => "default",
            ServiceTier.Priority => "priority",
            ServiceTier.Flex => "flex",
            _ => null,
        });
        WriteString(json, "verbosity"u8, settings.Verbosity);
        if (settings.ThinkingBudgetTokens is not null)
        {
            OpenAILog.NoThinkingBudget(logger, call.ModelName, call.ProviderName);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteString(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
