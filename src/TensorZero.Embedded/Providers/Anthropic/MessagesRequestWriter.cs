using System.Runtime.InteropServices;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Writes a request as a body of the Messages interface.</summary>
internal static class MessagesRequestWriter
{
    /// <param name="writer">Where the body goes.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="options">What the configuration adds to every request.</param>
    /// <param name="call">The call whose request it is.</param>
    /// <exception cref="ProviderException">Anthropic cannot be asked this.</exception>
    public static void Write(Utf8JsonWriter writer, ModelRequest request, AnthropicProviderOptions options, ProviderCall call)
    {
        if (request.Messages.Count == 0)
        {
            throw call.Failed(ProviderFailure.UnsupportedRequest, "needs at least one message");
        }

        writer.WriteStartObject();
        writer.WriteString("model"u8, options.ModelName);
        writer.WriteNumber("max_tokens"u8, MaxTokens(request.Params, options.ModelName, call));
        writer.WriteBoolean("stream"u8, request.Stream);
        WriteSystem(writer, request.System);
        WriteMessages(writer, request, call);
        MessagesToolWriter.Write(writer, request.Tools, options.ProviderTools);
        WriteOutputConfig(writer, request);
        WriteThinking(writer, request.Params, call);
        WriteSampling(writer, request.Params);
        writer.WriteEndObject();
    }

    private static int MaxTokens(ChatCompletionParams parameters, string modelName, ProviderCall call) =>
        parameters.MaxTokens
        ?? OutputTokenLimits.Find(modelName)
        ?? throw call.Failed(
            ProviderFailure.UnsupportedRequest,
            $"needs `max_tokens`, because TensorZero doesn't know the output token limit for `{modelName}`: "
            + "set it in the variant or in the request");

    /// <summary>Blocks rather than a string, so that extra_body can reach in, for example with cache control.</summary>
    private static void WriteSystem(Utf8JsonWriter writer, string? system)
    {
        if (system is null)
        {
            return;
        }

        writer.WriteStartArray("system"u8);
        ContentBlockWriter.WriteText(writer, system);
        writer.WriteEndArray();
    }

    private static void WriteMessages(Utf8JsonWriter writer, ModelRequest request, ProviderCall call)
    {
        writer.WriteStartArray("messages"u8);
        foreach (var message in request.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, message.Role == Role.User ? "user"u8 : "assistant"u8);
            writer.WriteStartArray("content"u8);
            foreach (var block in message.Content)
            {
                ContentBlockWriter.Write(writer, block, call);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        if (JsonPrefill.IsFor(request))
        {
            JsonPrefill.WriteMessage(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteOutputConfig(Utf8JsonWriter writer, ModelRequest request)
    {
        var schema = request.JsonMode == JsonMode.Strict ? request.OutputSchema : null;
        var effort = request.Params.ReasoningEffort;
        if (schema is null && effort is null)
        {
            return;
        }

        writer.WriteStartObject("output_config"u8);
        if (schema is { } format)
        {
            writer.WriteStartObject("format"u8);
            writer.WriteString("type"u8, "json_schema"u8);
            writer.WritePropertyName("schema"u8);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(format), skipInputValidation: true);
            writer.WriteEndObject();
        }

        if (effort is not null)
        {
            writer.WriteString("effort"u8, effort);
        }

        writer.WriteEndObject();
    }

    private static void WriteThinking(Utf8JsonWriter writer, ChatCompletionParams parameters, ProviderCall call)
    {
        if (parameters is { ReasoningEffort: null, ThinkingBudgetTokens: null })
        {
            return;
        }

        if (parameters is { ReasoningEffort: not null, ThinkingBudgetTokens: not null })
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest,
                "takes either `reasoning_effort` (the model decides how much it thinks) or `thinking_budget_tokens` (a fixed budget), "
                + "not both: remove one of them from the variant or the request");
        }

        writer.WriteStartObject("thinking"u8);
        if (parameters.ThinkingBudgetTokens is { } budget)
        {
            writer.WriteString("type"u8, "enabled"u8);
            writer.WriteNumber("budget_tokens"u8, budget);
        }
        else
        {
            writer.WriteString("type"u8, "adaptive"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteSampling(Utf8JsonWriter writer, ChatCompletionParams parameters)
    {
        if (parameters.Temperature is { } temperature)
        {
            writer.WriteNumber("temperature"u8, temperature);
        }

        if (parameters.TopP is { } topP)
        {
            writer.WriteNumber("top_p"u8, topP);
        }

        if (parameters.StopSequences is { } stopSequences)
        {
            writer.WriteStartArray("stop_sequences"u8);
            foreach (var stopSequence in stopSequences)
            {
                writer.WriteStringValue(stopSequence);
            }

            writer.WriteEndArray();
        }

        if (parameters.ServiceTier is { } tier and not ServiceTier.Flex)
        {
            writer.WriteString("service_tier"u8, tier == ServiceTier.Default ? "standard_only"u8 : "auto"u8);
        }
    }
}
