using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes a whole answer as TensorZero's <c>POST /inference</c> sends it.</summary>
internal static class InferenceReplyWriter
{
    /// <summary>Every provider call here is of this kind.</summary>
    private const string ApiType = "chat_completions";

    /// <param name="writer">Where to.</param>
    /// <param name="response">The answer.</param>
    /// <param name="call">What was asked for beside the answer; null for nothing.</param>
    public static void Write(Utf8JsonWriter writer, InferenceResponse response, InferenceCall? call = null)
    {
        writer.WriteStartObject();
        writer.WriteString("inference_id"u8, response.InferenceId);
        writer.WriteString("episode_id"u8, response.EpisodeId);
        writer.WriteString("variant_name"u8, response.VariantName);
        if (response.Output is { } output)
        {
            writer.WritePropertyName("output"u8);
            ContentJson.WriteJsonOutput(writer, output);
            if (response.Content.Count > 0)
            {
                // The original leaves these out; our own client would otherwise have another answer than the engine's.
                writer.WritePropertyName("auxiliary_content"u8);
                ContentJson.WriteOutput(writer, response.Content);
            }
        }
        else
        {
            writer.WritePropertyName("content"u8);
            ContentJson.WriteOutput(writer, response.Content);
        }

        writer.WritePropertyName("usage"u8);
        UsageJson.Write(writer, response.Usage);
        if (call is not null)
        {
            WriteRaw(writer, response, call);
        }

        writer.WriteIfPresent("finish_reason"u8, response.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null);
        writer.WriteEndObject();
    }

    /// <summary>What the caller asked for beside the answer: <c>raw_usage</c>, <c>raw_response</c>, <c>original_response</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="response">The answer.</param>
    /// <param name="call">What was asked for.</param>
    /// <param name="prefix">What stands before these names where they are a guest in another API.</param>
    public static void WriteRaw(Utf8JsonWriter writer, InferenceResponse response, InferenceCall call, string prefix = "")
    {
        if (call.Request.IncludeRawUsage)
        {
            writer.WritePropertyName(prefix + "raw_usage");
            WriteRawUsage(writer, response.RawUsage);
        }

        if (call.IncludeOriginalResponse && LastAnswer(response.RawResponse) is { } answer)
        {
            writer.WriteString(prefix + "original_response", answer.Data);
        }

        if (call.IncludeRawResponse)
        {
            writer.WritePropertyName(prefix + "raw_response");
            WriteRawResponse(writer, response.RawResponse);
        }
    }

    private static RawResponse? LastAnswer(IReadOnlyList<RawResponse> responses)
    {
        for (var i = responses.Count - 1; i >= 0; i--)
        {
            if (responses[i].ModelInferenceId is not null)
            {
                return responses[i];
            }
        }

        return null;
    }

    private static void WriteRawUsage(Utf8JsonWriter writer, IReadOnlyList<RawUsage> usages)
    {
        writer.WriteStartArray();
        foreach (var usage in usages)
        {
            writer.WriteStartObject();
            writer.WriteString("model_inference_id"u8, usage.ModelInferenceId);
            writer.WriteString("provider_type"u8, usage.ProviderType);
            writer.WriteString("api_type"u8, ApiType);
            if (usage.Data is { } data)
            {
                writer.WritePropertyName("data"u8);
                data.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRawResponse(Utf8JsonWriter writer, IReadOnlyList<RawResponse> responses)
    {
        writer.WriteStartArray();
        foreach (var response in responses)
        {
            writer.WriteStartObject();
            if (response.ModelInferenceId is { } id)
            {
                writer.WriteString("model_inference_id"u8, id);
            }
            else
            {
                writer.WriteNull("model_inference_id"u8);
            }

            writer.WriteString("provider_type"u8, response.ProviderType);
            writer.WriteString("api_type"u8, ApiType);
            writer.WriteString("data"u8, response.Data);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
