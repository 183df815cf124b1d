using System.Runtime.InteropServices;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Writes one content block of a message.</summary>
internal static class ContentBlockWriter
{
    public static void Write(Utf8JsonWriter writer, ContentBlock block, ProviderCall call)
    {
        switch (block)
        {
            case TextBlock text:
                WriteText(writer, text.Text);
                break;
            case ToolCallBlock toolCall:
                WriteToolUse(writer, toolCall, call);
                break;
            case ToolResultBlock result:
                WriteToolResult(writer, result);
                break;
            case FileBlock file:
                FileBlockWriter.Write(writer, file, call);
                break;
            case ThoughtBlock thought:
                WriteThought(writer, thought);
                break;
            case UnknownBlock unknown:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(unknown.Data), skipInputValidation: true);
                break;
            default:
                throw call.Failed(ProviderFailure.UnsupportedRequest, $"cannot be sent a {block.GetType().Name}");
        }
    }

    public static void WriteText(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, text);
        writer.WriteEndObject();
    }

    private static void WriteToolUse(Utf8JsonWriter writer, ToolCallBlock toolCall, ProviderCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "tool_use"u8);
        writer.WriteString("id"u8, toolCall.Id);
        writer.WriteString("name"u8, toolCall.RawName);
        writer.WritePropertyName("input"u8);
        WriteInput(writer, toolCall.RawArguments.AsSpan().Trim(), call);
        writer.WriteEndObject();
    }

    /// <summary>Anthropic takes objects only; no arguments at all are an empty one.</summary>
    private static void WriteInput(Utf8JsonWriter writer, ReadOnlySpan<char> arguments, ProviderCall call)
    {
        if (arguments.IsEmpty)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        if (arguments[0] != '{')
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest, "can be sent back a tool call only when its arguments are a JSON object");
        }

        try
        {
            writer.WriteRawValue(arguments);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest, "can be sent back a tool call only when its arguments are valid JSON", exception);
        }
    }

    private static void WriteToolResult(Utf8JsonWriter writer, ToolResultBlock result)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "tool_result"u8);
        writer.WriteString("tool_use_id"u8, result.Id);
        writer.WriteStartArray("content"u8);
        WriteText(writer, result.Result);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A thought with a signature only is one that Anthropic redacted; one with neither says nothing.</summary>
    private static void WriteThought(Utf8JsonWriter writer, ThoughtBlock thought)
    {
        if (thought is { Text: null, Signature: null })
        {
            return;
        }

        writer.WriteStartObject();
        if (thought.Text is null)
        {
            writer.WriteString("type"u8, "redacted_thinking"u8);
            writer.WriteString("data"u8, thought.Signature);
        }
        else
        {
            writer.WriteString("type"u8, "thinking"u8);
            writer.WriteString("thinking"u8, thought.Text);
            if (thought.Signature is not null)
            {
                writer.WriteString("signature"u8, thought.Signature);
            }
        }

        writer.WriteEndObject();
    }
}
