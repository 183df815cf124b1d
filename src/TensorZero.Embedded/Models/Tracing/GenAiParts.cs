using System.Text.Json;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>Writes one content block as a part of a message, as the conventions have it. The bytes of files are left out.</summary>
internal static class GenAiParts
{
    public static void Write(Utf8JsonWriter writer, ContentBlock block)
    {
        writer.WriteStartObject();
        switch (block)
        {
            case TextBlock text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("content"u8, text.Text);
                break;
            case ToolCallBlock call:
                writer.WriteString("type"u8, "tool_call"u8);
                writer.WriteString("id"u8, call.Id);
                writer.WriteString("name"u8, call.RawName);
                WriteJson(writer, "arguments"u8, call.RawArguments);
                break;
            case ToolResultBlock result:
                writer.WriteString("type"u8, "tool_call_response"u8);
                writer.WriteString("id"u8, result.Id);
                WriteJson(writer, "response"u8, result.Result);
                break;
            case ThoughtBlock thought:
                writer.WriteString("type"u8, "reasoning"u8);
                writer.WriteString("content"u8, thought.Text ?? string.Join('\n', thought.Summary ?? []));
                break;
            case FileBlock file:
                WriteFile(writer, file);
                break;
            case UnknownBlock unknown:
                writer.WriteString("type"u8, "unknown"u8);
                writer.WritePropertyName("data"u8);
                unknown.Data.WriteTo(writer);
                break;
            default:
                // Templates and raw texts are rendered before a model is asked.
                writer.WriteString("type"u8, "unknown"u8);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>What a model or a tool wrote: JSON where it is JSON, else text.</summary>
    private static void WriteJson(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string text)
    {
        if (JsonElements.TryParse(text, out var json))
        {
            writer.WritePropertyName(name);
            json.WriteTo(writer);
        }
        else
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteFile(Utf8JsonWriter writer, FileBlock file)
    {
        writer.WriteString("type"u8, file.Url is null ? "blob"u8 : "uri"u8);
        writer.WriteString("mime_type"u8, file.MimeType);
        writer.WriteString("modality"u8, file.MimeType?.Split('/')[0] is "image" or "video" or "audio" ? file.MimeType.Split('/')[0] : "document");
        if (file.Url is { } url)
        {
            writer.WriteString("uri"u8, url.OriginalString);
        }
        else
        {
            writer.WriteString("content"u8, ""u8);
        }
    }
}
