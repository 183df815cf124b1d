using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Cli.Inferences;

/// <summary>An inference and what belongs to it, written in TensorZero's words.</summary>
internal sealed record ShownInference(
    StoredInference Inference,
    IReadOnlyList<StoredModelInference> Calls,
    IReadOnlyList<StoredFailedCall> FailedCalls,
    IReadOnlyList<StoredFeedback> Feedback)
{
    public void Write(Utf8JsonWriter json, bool withRaw)
    {
        json.WriteStartObject();
        json.WritePropertyName("inference"u8);
        StoredInferenceWriter.Write(json, Inference, withOutput: true);
        WriteArray(json, "model_inferences", Calls, call => Write(json, call, withRaw));
        WriteArray(json, "failed_calls", FailedCalls, call => Write(json, call, withRaw));
        json.WriteStartArray("feedback"u8);
        foreach (var feedback in Feedback)
        {
            StoredFeedbackWriter.Write(json, feedback);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoredModelInference call, bool withRaw)
    {
        json.WriteString("id"u8, call.ModelInferenceId);
        json.WriteString("model_name"u8, call.ModelName);
        json.WriteString("model_provider_name"u8, call.ProviderName);
        json.WriteString("timestamp"u8, call.Timestamp.UtcDateTime);
        json.WritePropertyName("usage"u8);
        UsageJson.Write(json, call.Usage);
        WriteMilliseconds(json, "response_time_ms", call.ResponseTime);
        WriteMilliseconds(json, "ttft_ms", call.TimeToFirstToken);
        json.WriteIfPresent("finish_reason"u8, call.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null);
        json.WriteBoolean("cached"u8, call.Cached);
        WriteRaw(json, withRaw, call.RawRequest, call.RawResponse);
    }

    private static void Write(Utf8JsonWriter json, StoredFailedCall call, bool withRaw)
    {
        json.WriteString("id"u8, call.CallId);
        json.WriteString("variant_name"u8, call.VariantName);
        json.WriteString("model_name"u8, call.ModelName);
        json.WriteString("model_provider_name"u8, call.ProviderName);
        json.WriteString("timestamp"u8, call.Timestamp.UtcDateTime);
        json.WriteString("failure"u8, call.Failure);
        json.WriteString("error"u8, call.Error);
        if (call.StatusCode is { } status)
        {
            json.WriteNumber("status_code"u8, status);
        }

        WriteMilliseconds(json, "response_time_ms", call.ResponseTime);
        WriteRaw(json, withRaw, call.RawRequest, call.RawResponse);
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> writeMembers)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeMembers(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRaw(Utf8JsonWriter json, bool withRaw, string? request, string? response)
    {
        if (withRaw)
        {
            json.WriteIfPresent("raw_request"u8, request);
            json.WriteIfPresent("raw_response"u8, response);
        }
    }

    private static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } span)
        {
            json.WriteNumber(name, (long)span.TotalMilliseconds);
        }
    }
}
