using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>
/// The stream of a chat completion: pieces of type <c>chat.completion.chunk</c>, the first with the role, the last choice with the finish
/// reason, the usage on its own when it was asked for, and <c>[DONE]</c>.
/// </summary>
internal sealed class ChatStream(ChatCall call) : IStreamShape
{
    private readonly ChatDelta _delta = new();

    public void Put(EventStream events, InferenceChunk chunk)
    {
        if (!chunk.IsFinal || chunk.Content.Count > 0 || chunk.Raw is not null)
        {
            events.Put(default, (this, chunk), static (writer, state) => state.Item1.WritePiece(writer, state.chunk));
        }

        if (!chunk.IsFinal)
        {
            return;
        }

        events.Put(default, (this, chunk), static (writer, state) => state.Item1.WriteFinish(writer, state.chunk));
        if (call.IncludesUsage)
        {
            events.Put(default, (this, chunk), static (writer, state) => state.Item1.WriteUsage(writer, state.chunk));
        }
    }

    public void PutFailure(EventStream events, GatewayError error) => events.Put(default, error, OpenAIErrors.Instance.Write);

    public void PutEnd(EventStream events) => events.PutText("[DONE]"u8);

    private void WritePiece(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        WriteStart(writer, chunk);
        StartChoice(writer);
        _delta.Write(writer, chunk);
        writer.WriteNull("finish_reason"u8);
        EndChoice(writer);
        writer.WriteNull("usage"u8);
        writer.WriteEndObject();
    }

    private void WriteFinish(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        WriteStart(writer, chunk);
        StartChoice(writer);
        writer.WriteStartObject("delta"u8);
        writer.WriteEndObject();
        writer.WriteString("finish_reason"u8, ChatFinishReason.WordOf(chunk.FinishReason));
        EndChoice(writer);
        writer.WriteNull("usage"u8);
        if (!call.IncludesUsage)
        {
            WriteRaw(writer, chunk);
        }

        writer.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        WriteStart(writer, chunk);
        writer.WriteStartArray("choices"u8);
        writer.WriteEndArray();
        ChatUsageWriter.WriteIfKnown(writer, chunk.Usage ?? Usage.Unknown);
        WriteRaw(writer, chunk);
        writer.WriteEndObject();
    }

    private void WriteStart(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        writer.WriteStartObject();
        ChatReplyWriter.WriteHead(writer, chunk.InferenceId, chunk.EpisodeId, chunk.VariantName, call, "chat.completion.chunk"u8);
    }

    private void WriteRaw(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        if (chunk.Response is { } response)
        {
            InferenceReplyWriter.WriteRaw(writer, response, call.Inference, ChatReplyWriter.Prefix);
        }
    }

    private static void StartChoice(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("choices"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, 0);
        writer.WriteNull("logprobs"u8);
    }

    private static void EndChoice(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
