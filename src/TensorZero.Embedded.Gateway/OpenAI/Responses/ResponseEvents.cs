using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Puts the events of a response's stream, numbered. Not thread-safe.</summary>
internal sealed class ResponseEvents
{
    private int _number;

    /// <summary>An event with its type, its number, and what <paramref name="write"/> adds.</summary>
    public void Put<TState>(EventStream events, ReadOnlySpan<byte> type, TState state, Action<Utf8JsonWriter, TState> write) =>
        events.Put(
            type,
            (Type: System.Text.Encoding.UTF8.GetString(type), Number: _number++, state, write),
            static (writer, put) =>
            {
                writer.WriteStartObject();
                writer.WriteString("type"u8, put.Type);
                writer.WriteNumber("sequence_number"u8, put.Number);
                put.write(writer, put.state);
                writer.WriteEndObject();
            });

    public void PutAdded(EventStream events, ResponseItem item, int index)
    {
        PutItem(events, "response.output_item.added"u8, item, index, isDone: false);
        if (item.Kind == ResponseItemKind.Message)
        {
            PutPart(events, "response.content_part.added"u8, item, index, "");
        }
    }

    public void PutDelta(EventStream events, ResponseItem item, int index, string delta)
    {
        if (delta.Length > 0)
        {
            PutText(events, DeltaOf(item.Kind), item, index, "delta", delta);
        }
    }

    public void PutDone(EventStream events, ResponseItem item, int index)
    {
        var text = item.Text.ToString();
        switch (item.Kind)
        {
            case ResponseItemKind.Message:
                PutText(events, "response.output_text.done"u8, item, index, "text", text);
                PutPart(events, "response.content_part.done"u8, item, index, text);
                break;
            case ResponseItemKind.Call:
                PutText(events, "response.function_call_arguments.done"u8, item, index, "arguments", text);
                break;
            default:
                PutText(events, "response.reasoning_text.done"u8, item, index, "text", text);
                break;
        }

        PutItem(events, "response.output_item.done"u8, item, index, isDone: true);
    }

    private static ReadOnlySpan<byte> DeltaOf(ResponseItemKind kind) => kind switch
    {
        ResponseItemKind.Message => "response.output_text.delta"u8,
        ResponseItemKind.Call => "response.function_call_arguments.delta"u8,
        _ => "response.reasoning_text.delta"u8,
    };

    private void PutItem(EventStream events, ReadOnlySpan<byte> type, ResponseItem item, int index, bool isDone) =>
        Put(events, type, (item, index, isDone), static (writer, state) =>
        {
            writer.WriteNumber("output_index"u8, state.index);
            writer.WritePropertyName("item"u8);
            ResponseItemWriter.Write(writer, state.item, state.isDone);
        });

    private void PutPart(EventStream events, ReadOnlySpan<byte> type, ResponseItem item, int index, string text) =>
        Put(events, type, (item, index, text), static (writer, state) =>
        {
            WritePlace(writer, state.item, state.index);
            writer.WritePropertyName("part"u8);
            ResponseItemWriter.WriteText(writer, state.text);
        });

    private void PutText(EventStream events, ReadOnlySpan<byte> type, ResponseItem item, int index, string name, string text) =>
        Put(events, type, (item, index, name, text), static (writer, state) =>
        {
            WritePlace(writer, state.item, state.index);
            if (state.item.Kind == ResponseItemKind.Call && state.name == "arguments")
            {
                writer.WriteString("name"u8, state.item.Name);
            }

            writer.WriteString(state.name, state.text);
            if (state.item.Kind == ResponseItemKind.Message)
            {
                writer.WriteStartArray("logprobs"u8);
                writer.WriteEndArray();
            }
        });

    private static void WritePlace(Utf8JsonWriter writer, ResponseItem item, int index)
    {
        writer.WriteString("item_id"u8, item.Id);
        writer.WriteNumber("output_index"u8, index);
        if (item.Kind != ResponseItemKind.Call)
        {
            writer.WriteNumber("content_index"u8, 0);
        }
    }
}
