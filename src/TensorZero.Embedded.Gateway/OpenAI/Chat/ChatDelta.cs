using System.Text.Json;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Writes what a piece adds to the message. One per stream; not thread-safe.</summary>
internal sealed class ChatDelta
{
    private readonly ChatPlaces _places = new();
    private bool _hasRole;
    private int _callsBegun;

    public void Write(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        writer.WriteStartObject("delta"u8);
        if (!_hasRole)
        {
            writer.WriteString("role"u8, "assistant"u8);
            _hasRole = true;
        }

        WriteText(writer, chunk);
        WriteToolCalls(writer, chunk.Content);
        ExtraContent.Write(writer, chunk.Content, _places);
        writer.WriteEndObject();
    }

    private void WriteText(Utf8JsonWriter writer, InferenceChunk chunk)
    {
        var text = chunk.Raw;
        foreach (var piece in chunk.Content)
        {
            // Every block counts, whatever member it stands in.
            _ = _places.Of(piece);
            if (piece is TextChunk more)
            {
                text += more.Text;
            }
        }

        if (text is not null)
        {
            writer.WriteString("content"u8, text);
        }
    }

    private void WriteToolCalls(Utf8JsonWriter writer, IReadOnlyList<ContentChunk> pieces)
    {
        var started = false;
        foreach (var piece in pieces)
        {
            if (piece is not ToolCallChunk call)
            {
                continue;
            }

            if (!started)
            {
                writer.WriteStartArray("tool_calls"u8);
                started = true;
            }

            WriteToolCall(writer, call, _places.Of(call).Call);
        }

        if (started)
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>Only a call's first piece has what stays the same: clients join what comes twice.</summary>
    private void WriteToolCall(Utf8JsonWriter writer, ToolCallChunk call, int index)
    {
        var isFirst = index >= _callsBegun;
        _callsBegun = Math.Max(_callsBegun, index + 1);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, index);
        if (isFirst)
        {
            writer.WriteString("id"u8, call.Id);
            writer.WriteString("type"u8, "function"u8);
        }

        writer.WriteStartObject("function"u8);
        if (isFirst || call.RawName is { Length: > 0 })
        {
            writer.WriteString("name"u8, call.RawName ?? "");
        }

        writer.WriteString("arguments"u8, call.RawArguments);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
