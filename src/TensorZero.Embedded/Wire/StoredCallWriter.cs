using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes recorded provider calls: those that answered as TensorZero lists them, those that failed in the same words.</summary>
internal static class StoredCallWriter
{
    public static void Write(Utf8JsonWriter writer, StoredModelInference call)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, call.ModelInferenceId);
        writer.WriteString("inference_id"u8, call.InferenceId);
        writer.WriteIfPresent("raw_request"u8, call.RawRequest);
        writer.WriteIfPresent("raw_response"u8, call.RawResponse);
        writer.WriteString("model_name"u8, call.ModelName);
        writer.WriteString("model_provider_name"u8, call.ProviderName);
        WriteNumber(writer, "input_tokens"u8, call.Usage.InputTokens);
        WriteNumber(writer, "output_tokens"u8, call.Usage.OutputTokens);
        WriteNumber(writer, "response_time_ms"u8, call.ResponseTime);
        WriteNumber(writer, "ttft_ms"u8, call.TimeToFirstToken);
        writer.WriteString("timestamp"u8, call.Timestamp.UtcDateTime);
        writer.WriteIfPresent("system"u8, call.System);
        if (call.InputMessages.Count > 0)
        {
            // Without them nothing of the content was recorded, and an empty output would be a false one.
            writer.WritePropertyName("input_messages"u8);
            ContentJson.WriteMessages(writer, call.InputMessages);
            writer.WritePropertyName("output"u8);
            ContentJson.WriteOutput(writer, call.Content);
        }

        WriteNumber(writer, "provider_cache_read_input_tokens"u8, call.Usage.ProviderCacheReadInputTokens);
        WriteNumber(writer, "provider_cache_write_input_tokens"u8, call.Usage.ProviderCacheWriteInputTokens);
        writer.WriteBoolean("cached"u8, call.Cached);
        if (call.Usage.Cost is { } cost)
        {
            writer.WriteNumber("cost"u8, cost);
        }

        writer.WriteIfPresent("finish_reason"u8, call.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, StoredFailedCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, call.CallId);
        writer.WriteString("inference_id"u8, call.InferenceId);
        writer.WriteIfPresent("raw_request"u8, call.RawRequest);
        writer.WriteIfPresent("raw_response"u8, call.RawResponse);
        writer.WriteString("variant_name"u8, call.VariantName);
        writer.WriteString("model_name"u8, call.ModelName);
        writer.WriteString("model_provider_name"u8, call.ProviderName);
        WriteNumber(writer, "response_time_ms"u8, call.ResponseTime);
        writer.WriteString("timestamp"u8, call.Timestamp.UtcDateTime);
        writer.WriteString("failure"u8, call.Failure);
        writer.WriteString("error"u8, call.Error);
        WriteNumber(writer, "status_code"u8, call.StatusCode);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TimeSpan? time) =>
        WriteNumber(writer, name, time is { } span ? (long)span.TotalMilliseconds : null);

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }
}
