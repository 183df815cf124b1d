using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Writes an item of a response's output.</summary>
internal static class ResponseItemWriter
{
    /// <param name="writer">Where to.</param>
    /// <param name="item">The item.</param>
    /// <param name="isDone">Whether the item is whole; otherwise it is written as it begins, without content.</param>
    public static void Write(Utf8JsonWriter writer, ResponseItem item, bool isDone)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, item.Id);
        switch (item.Kind)
        {
            case ResponseItemKind.Message:
                writer.WriteString("type"u8, "message"u8);
                WriteStatus(writer, isDone);
                writer.WriteString("role"u8, "assistant"u8);
                writer.WriteStartArray("content"u8);
                if (isDone)
                {
                    WriteText(writer, item.Text.ToString());
                }

                writer.WriteEndArray();
                break;
            case ResponseItemKind.Call:
                writer.WriteString("type"u8, "function_call"u8);
                WriteStatus(writer, isDone);
                writer.WriteString("call_id"u8, item.CallId);
                writer.WriteString("name"u8, item.Name);
                writer.WriteString("arguments"u8, isDone ? item.Text.ToString() : "");
                break;
            default:
                writer.WriteString("type"u8, "reasoning"u8);
                WriteStatus(writer, isDone);
                WriteTexts(writer, "summary"u8, "summary_text"u8, item.Summary, isDone);
                WriteTexts(writer, "content"u8, "reasoning_text"u8, item.Text, isDone);
                writer.WriteIfPresent("encrypted_content"u8, isDone ? item.Signature : null);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>The one part of a message.</summary>
    public static void WriteText(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "output_text"u8);
        writer.WriteString("text"u8, text);
        writer.WriteStartArray("annotations"u8);
        writer.WriteEndArray();
        writer.WriteStartArray("logprobs"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer, bool isDone) =>
        writer.WriteString("status"u8, isDone ? "completed"u8 : "in_progress"u8);

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, StringBuilder text, bool isDone)
    {
        writer.WriteStartArray(name);
        if (isDone && text.Length > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WriteString("text"u8, text.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
