using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.OpenAI.Chat;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Writes responses: whole ones, and those that have begun or failed.</summary>
internal static class ResponseWriter
{
    public static void Write(Utf8JsonWriter writer, InferenceResponse response, ResponseCall call) =>
        Write(writer, response, ResponseItem.Of(response), call);

    public static void Write(Utf8JsonWriter writer, InferenceResponse response, IReadOnlyList<ResponseItem> items, ResponseCall call)
    {
        var cut = response.FinishReason switch
        {
            FinishReason.Length => "max_output_tokens",
            FinishReason.ContentFilter => "content_filter",
            _ => null,
        };
        writer.WriteStartObject();
        WriteHead(writer, response.InferenceId, response.EpisodeId, response.VariantName, call, cut is null ? "completed"u8 : "incomplete"u8);
        WriteError(writer, null);
        WriteCut(writer, cut);
        writer.WriteStartArray("output"u8);
        foreach (var item in items)
        {
            ResponseItemWriter.Write(writer, item, isDone: true);
        }

        writer.WriteEndArray();
        ResponseUsageWriter.WriteIfKnown(writer, response.Usage);
        InferenceReplyWriter.WriteRaw(writer, response, call.Inference, ChatReplyWriter.Prefix);
        writer.WriteEndObject();
    }

    /// <summary>A response that has begun, or that <paramref name="error"/> ended.</summary>
    public static void WriteUnfinished(Utf8JsonWriter writer, InferenceChunk chunk, ResponseCall call, GatewayError? error)
    {
        writer.WriteStartObject();
        WriteHead(writer, chunk.InferenceId, chunk.EpisodeId, chunk.VariantName, call, error is null ? "in_progress"u8 : "failed"u8);
        WriteError(writer, error);
        WriteCut(writer, null);
        writer.WriteStartArray("output"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What is known from the start, and what the request said.</summary>
    private static void WriteHead(Utf8JsonWriter writer, Guid id, Guid episode, string variant, ResponseCall call, ReadOnlySpan<byte> status)
    {
        var request = call.Inference.Request;
        writer.WriteString("id"u8, id);
        writer.WriteString("episode_id"u8, episode);
        writer.WriteString("object"u8, "response"u8);
        writer.WriteNumber("created_at"u8, call.Created);
        writer.WriteString("status"u8, status);
        writer.WriteString("model"u8, call.Target.AnsweredBy(variant));
        WriteAsked(writer, call, "instructions", "null"u8);
        WriteAsked(writer, call, EarlierResponse.Field, "null"u8);
        WriteAsked(writer, call, "max_output_tokens", "null"u8);
        WriteAsked(writer, call, "temperature", "null"u8);
        WriteAsked(writer, call, "top_p", "null"u8);
        WriteAsked(writer, call, "text", """{"format":{"type":"text"}}"""u8);
        WriteAsked(writer, call, "tools", "[]"u8);
        WriteAsked(writer, call, "tool_choice", "\"auto\""u8);
        writer.WriteBoolean("parallel_tool_calls"u8, request.ParallelToolCalls ?? true);
        writer.WriteStartObject("metadata"u8);
        writer.WriteEndObject();
    }

    private static void WriteAsked(Utf8JsonWriter writer, ResponseCall call, string name, ReadOnlySpan<byte> otherwise)
    {
        writer.WritePropertyName(name);
        if (call.Asked.Find(name) is { } asked)
        {
            asked.WriteTo(writer);
        }
        else
        {
            writer.WriteRawValue(otherwise);
        }
    }

    private static void WriteError(Utf8JsonWriter writer, GatewayError? error)
    {
        if (error is null)
        {
            writer.WriteNull("error"u8);
            return;
        }

        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, "server_error"u8);
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    }

    private static void WriteCut(Utf8JsonWriter writer, string? reason)
    {
        if (reason is null)
        {
            writer.WriteNull("incomplete_details"u8);
            return;
        }

        writer.WriteStartObject("incomplete_details"u8);
        writer.WriteString("reason"u8, reason);
        writer.WriteEndObject();
    }
}
