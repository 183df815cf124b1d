using System.Text.Json;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Writes an answer as a message. Its id is the inference's: feedback names it.</summary>
internal static class MessageWriter
{
    private const string GuestPrefix = "tensorzero_";

    public static void Write(Utf8JsonWriter writer, InferenceResponse response, MessagesCall call)
    {
        writer.WriteStartObject();
        WriteHead(writer, response.InferenceId, response.EpisodeId, call.Target.AnsweredBy(response.VariantName));
        ContentWriter.Write(writer, response);
        WriteStop(writer, StopReason.Of(response.FinishReason, CallsTools(response)));
        UsageWriter.Write(writer, response.Usage);
        WriteRaw(writer, response, call);
        writer.WriteEndObject();
    }

    /// <summary>The message before anything was said.</summary>
    public static void WriteStart(Utf8JsonWriter writer, InferenceChunk chunk, MessagesCall call)
    {
        writer.WriteStartObject("message"u8);
        WriteHead(writer, chunk.InferenceId, chunk.EpisodeId, call.Target.AnsweredBy(chunk.VariantName));
        writer.WriteStartArray("content"u8);
        writer.WriteEndArray();
        WriteStop(writer, null);
        UsageWriter.Write(writer, new Usage(0, 0));
        writer.WriteEndObject();
    }

    public static void WriteStop(Utf8JsonWriter writer, string? reason)
    {
        writer.WriteString("stop_reason"u8, reason);

        // Which sequence it was, providers say in their own ways or not at all.
        writer.WriteNull("stop_sequence"u8);
    }

    public static bool CallsTools(InferenceResponse response)
    {
        foreach (var block in response.Content)
        {
            if (block is ToolCallBlock)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the caller asked for beside the answer.</summary>
    public static void WriteRaw(Utf8JsonWriter writer, InferenceResponse response, MessagesCall call) =>
        InferenceReplyWriter.WriteRaw(writer, response, call.Inference, GuestPrefix);

    private static void WriteHead(Utf8JsonWriter writer, Guid id, Guid episodeId, string model)
    {
        writer.WriteString("id"u8, id);
        writer.WriteString("type"u8, "message"u8);
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteString("model"u8, model);
        writer.WriteString("episode_id"u8, episodeId);
    }
}
