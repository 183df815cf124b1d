using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes a piece of an answer as TensorZero's <c>POST /inference</c> streams it.</summary>
internal static class InferenceChunkWriter
{
    public static void Write(Utf8JsonWriter writer, InferenceChunk chunk, InferenceCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("inference_id"u8, chunk.InferenceId);
        writer.WriteString("episode_id"u8, chunk.EpisodeId);
        writer.WriteString("variant_name"u8, chunk.VariantName);
        WriteContent(writer, chunk);
        if (chunk.Usage is { } usage)
        {
            writer.WritePropertyName("usage"u8);
            UsageJson.Write(writer, usage);
        }

        if (chunk.Response is { } response)
        {
            InferenceReplyWriter.WriteRaw(writer, response, call);
        }

        writer.WriteIfPresent("finish_reason"u8, chunk.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null);
        if (call.IncludeAggregatedResponse && chunk.Response is { } whole)
        {
            writer.WritePropertyName("aggregated_response"u8);
            InferenceReplyWriter.Write(writer, whole, call);
        }

        writer.WriteEndObject();
    }

    /// <summary>A JSON function's chunk has <c>raw</c>, and <c>content</c> only for the thoughts beside it; a chat function's has <c>content</c>.</summary>
    private static void WriteContent(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        var isJson = chunk.Raw is not null || chunk.Response is { Output: not null };
        if (isJson)
        {
            writer.WriteString("raw"u8, chunk.Raw ?? "");
        }

        if (isJson && chunk.Content.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("content"u8);
        foreach (var piece in chunk.Content)
        {
            writer.WriteStartObject();
            WriteMembers(writer, piece);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A piece's members, within an object that may have others.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, ContentChunk piece)
    {
        switch (piece)
        {
            case TextChunk text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("id"u8, text.Id);
                writer.WriteString("text"u8, text.Text);
                break;
            case ToolCallChunk call:
                writer.WriteString("type"u8, "tool_call"u8);
                writer.WriteString("id"u8, call.Id);
                writer.WriteString("raw_name"u8, call.RawName ?? "");
                writer.WriteString("raw_arguments"u8, call.RawArguments);
                break;
            case ThoughtChunk thought:
                WriteThought(writer, thought);
                break;
            case UnknownChunk unknown:
                writer.WriteString("type"u8, "unknown"u8);
                writer.WriteString("id"u8, unknown.Id);
                writer.WritePropertyName("data"u8);
                unknown.Data.WriteTo(writer);
                writer.WriteIfPresent("model_name"u8, unknown.ModelName);
                writer.WriteIfPresent("provider_name"u8, unknown.ProviderName);
                break;
            default:
                throw new NotSupportedException($"A piece of type {piece.GetType().Name} has no JSON form.");
        }
    }

    private static void WriteThought(Utf8JsonWriter writer, ThoughtChunk thought)
    {
        writer.WriteString("type"u8, "thought"u8);
        writer.WriteString("id"u8, thought.Id);
        writer.WriteIfPresent("text"u8, thought.Text);
        writer.WriteIfPresent("signature"u8, thought.Signature);
        writer.WriteIfPresent("summary_id"u8, thought.SummaryId);
        writer.WriteIfPresent("summary_text"u8, thought.SummaryText);
        writer.WriteIfPresent("provider_type"u8, thought.ProviderType);
        if (thought.ExtraData is { } extraData)
        {
            writer.WritePropertyName("extra_data"u8);
            extraData.WriteTo(writer);
        }
    }
}
