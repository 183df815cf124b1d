using System.Text.Json;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Writes a whole answer as a chat completion.</summary>
internal static class ChatReplyWriter
{
    /// <summary>What stands before TensorZero's own members.</summary>
    public const string Prefix = "tensorzero_";

    public static void Write(Utf8JsonWriter writer, InferenceResponse response, ChatCall call)
    {
        writer.WriteStartObject();
        WriteHead(writer, response.InferenceId, response.EpisodeId, response.VariantName, call, "chat.completion"u8);
        writer.WriteStartArray("choices"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, 0);
        writer.WriteString("finish_reason"u8, ChatFinishReason.WordOf(response.FinishReason));
        writer.WriteNull("logprobs"u8);
        WriteMessage(writer, response);
        writer.WriteEndObject();
        writer.WriteEndArray();
        ChatUsageWriter.WriteIfKnown(writer, response.Usage);
        InferenceReplyWriter.WriteRaw(writer, response, call.Inference, Prefix);
        writer.WriteEndObject();
    }

    /// <summary>What whole answers and their pieces begin with.</summary>
    public static void WriteHead(Utf8JsonWriter writer, Guid id, Guid episode, string variant, ChatCall call, ReadOnlySpan<byte> type)
    {
        writer.WriteString("id"u8, id);
        writer.WriteString("episode_id"u8, episode);
        writer.WriteString("object"u8, type);
        writer.WriteNumber("created"u8, call.Created);
        writer.WriteString("model"u8, call.Target.AnsweredBy(variant));
        writer.WriteString("system_fingerprint"u8, "");
        writer.WriteNull("service_tier"u8);
    }

    private static void WriteMessage(Utf8JsonWriter writer, InferenceResponse response)
    {
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteString("content"u8, TextOf(response));
        writer.WriteNull("refusal"u8);
        WriteToolCalls(writer, response.Content);
        ExtraContent.Write(writer, response.Content);
        writer.WriteEndObject();
    }

    /// <summary>Null for an answer without any text, such as one of tool calls only.</summary>
    private static string? TextOf(InferenceResponse response)
    {
        if (response.Output is { } output)
        {
            return output.Raw;
        }

        string? text = null;
        foreach (var block in response.Content)
        {
            if (block is TextBlock part)
            {
                text += part.Text;
            }
        }

        return text;
    }

    private static void WriteToolCalls(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> content)
    {
        var started = false;
        foreach (var block in content)
        {
            if (block is not ToolCallBlock call)
            {
                continue;
            }

            if (!started)
            {
                writer.WriteStartArray("tool_calls"u8);
                started = true;
            }

            writer.WriteStartObject();
            writer.WriteString("id"u8, call.Id);
            writer.WriteString("type"u8, "function"u8);
            writer.WriteStartObject("function"u8);
            writer.WriteString("name"u8, call.RawName);
            writer.WriteString("arguments"u8, call.RawArguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        if (started)
        {
            writer.WriteEndArray();
        }
    }
}
