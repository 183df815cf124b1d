using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>
/// Anthropic's stream: a message that starts, blocks that start, grow and stop one after the other, and the message's end with stop reason
/// and usage.
/// </summary>
internal sealed class MessagesStream(MessagesCall call) : IStreamShape
{
    private readonly BlockEvents _blocks = new();
    private bool _started;
    private bool _failed;

    public void Put(EventStream events, InferenceChunk chunk)
    {
        if (!_started)
        {
            _started = true;
            events.Put("message_start"u8, (chunk, call), static (writer, state) =>
            {
                writer.WriteStartObject();
                writer.WriteString("type"u8, "message_start"u8);
                MessageWriter.WriteStart(writer, state.chunk, state.call);
                writer.WriteEndObject();
            });
        }

        foreach (var piece in chunk.Content)
        {
            _blocks.Put(events, piece);
        }

        if (chunk.Raw is { Length: > 0 } raw)
        {
            _blocks.Put(events, new TextChunk(BlockEvents.RawOutput, raw));
        }

        if (chunk.IsFinal)
        {
            _blocks.Stop(events);
            events.Put("message_delta"u8, (chunk, call), static (writer, state) => WriteEnd(writer, state.chunk, state.call));
        }
    }

    public void PutFailure(EventStream events, GatewayError error)
    {
        _failed = true;
        events.Put("error"u8, error, AnthropicErrors.Instance.Write);
    }

    public void PutEnd(EventStream events)
    {
        if (!_failed)
        {
            events.Put("message_stop"u8, "message_stop", static (writer, type) =>
            {
                writer.WriteStartObject();
                writer.WriteString("type"u8, type);
                writer.WriteEndObject();
            });
        }
    }

    private static void WriteEnd(Utf8JsonWriter writer, InferenceChunk chunk, MessagesCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "message_delta"u8);
        writer.WriteStartObject("delta"u8);
        MessageWriter.WriteStop(writer, StopReason.Of(chunk.FinishReason, chunk.Response is { } whole && MessageWriter.CallsTools(whole)));
        writer.WriteEndObject();
        UsageWriter.Write(writer, chunk.Usage ?? Usage.Unknown);
        if (chunk.Response is { } response)
        {
            MessageWriter.WriteRaw(writer, response, call);
        }

        writer.WriteEndObject();
    }
}
