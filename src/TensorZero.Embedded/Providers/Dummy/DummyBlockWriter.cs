using System.Text.Json;

namespace TensorZero.Embedded.Providers.Dummy;

/// <summary>Writes a content block in TensorZero's own shape.</summary>
internal static class DummyBlockWriter
{
    public static void Write(Utf8JsonWriter writer, ContentBlock block)
    {
        writer.WriteStartObject();
        switch (block)
        {
            case TextBlock text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("text"u8, text.Text);
                break;
            case ToolCallBlock call:
                writer.WriteString("type"u8, "tool_call"u8);
                writer.WriteString("id"u8, call.Id);
                writer.WriteString("name"u8, call.RawName);
                writer.WriteString("arguments"u8, call.RawArguments);
                break;
            case ToolResultBlock result:
                writer.WriteString("type"u8, "tool_result"u8);
                writer.WriteString("id"u8, result.Id);
                writer.WriteString("name"u8, result.Name);
                writer.WriteString("result"u8, result.Result);
                break;
            case FileBlock file:
                WriteFile(writer, file);
                break;
            case ThoughtBlock thought:
                writer.WriteString("type"u8, "thought"u8);
                writer.WriteString("text"u8, thought.Text);
                writer.WriteString("signature"u8, thought.Signature);
                break;
            case UnknownBlock unknown:
                writer.WriteString("type"u8, "unknown"u8);
                writer.WritePropertyName("data"u8);
                unknown.Data.WriteTo(writer);
                break;
            default:
                throw new NotSupportedException($"A {block.GetType().Name} must be rendered before a model is asked.");
        }

        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, FileBlock file)
    {
        writer.WriteString("type"u8, "file"u8);
        writer.WriteString("file_type"u8, file.Data is null ? "url"u8 : "base64"u8);
        writer.WriteString("mime_type"u8, file.MimeType);
        if (file.Url is not null)
        {
            writer.WriteString("url"u8, file.Url.OriginalString);
        }

        if (file.Data is not null)
        {
            writer.WriteString("data"u8, file.Data);
        }
    }
}
