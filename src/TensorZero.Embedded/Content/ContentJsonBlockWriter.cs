using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>Writes one content block.</summary>
internal static class ContentJsonBlockWriter
{
    /// <param name="writer">Where to.</param>
    /// <param name="block">The block.</param>
    /// <param name="asAnswer">Whether a tool call is written with what was checked about it, or only as it was sent.</param>
    public static void Write(Utf8JsonWriter writer, ContentBlock block, bool asAnswer)
    {
        writer.WriteStartObject();
        WriteMembers(writer, block, asAnswer);
        writer.WriteEndObject();
    }

    /// <summary>The block's members, within an object that may have others.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, ContentBlock block, bool asAnswer)
    {
        switch (block)
        {
            case TextBlock text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("text"u8, text.Text);
                break;
            case TemplateBlock template:
                writer.WriteString("type"u8, "template"u8);
                writer.WriteString("name"u8, template.Name);
                writer.WritePropertyName("arguments"u8);
                template.Arguments.WriteTo(writer);
                break;
            case RawTextBlock raw:
                writer.WriteString("type"u8, "raw_text"u8);
                writer.WriteString("value"u8, raw.Value);
                break;
            case ToolCallBlock call:
                WriteToolCall(writer, call, asAnswer);
                break;
            case ToolResultBlock result:
                writer.WriteString("type"u8, "tool_result"u8);
                writer.WriteString("name"u8, result.Name);
                writer.WriteString("result"u8, result.Result);
                writer.WriteString("id"u8, result.Id);
                break;
            case FileBlock file:
                writer.WriteString("type"u8, "file"u8);
                ContentJsonFiles.WriteMembers(writer, file);
                break;
            case ThoughtBlock thought:
                WriteThought(writer, thought);
                break;
            case UnknownBlock unknown:
                writer.WriteString("type"u8, "unknown"u8);
                writer.WritePropertyName("data"u8);
                unknown.Data.WriteTo(writer);
                writer.WriteIfPresent("model_name"u8, unknown.ModelName);
                writer.WriteIfPresent("provider_name"u8, unknown.ProviderName);
                break;
            default:
                throw new NotSupportedException($"Content of type {block.GetType().Name} has no JSON form.");
        }
    }

    private static void WriteToolCall(Utf8JsonWriter writer, ToolCallBlock call, bool asAnswer)
    {
        writer.WriteString("type"u8, "tool_call"u8);
        writer.WriteString("id"u8, call.Id);
        if (!asAnswer)
        {
            writer.WriteString("name"u8, call.RawName);
            writer.WriteString("arguments"u8, call.RawArguments);
            return;
        }

        writer.WriteString("raw_name"u8, call.RawName);
        writer.WriteString("raw_arguments"u8, call.RawArguments);
        writer.WriteString("name"u8, call.Name);
        writer.WriteOptional("arguments"u8, call.Arguments);
    }

    private static void WriteThought(Utf8JsonWriter writer, ThoughtBlock thought)
    {
        writer.WriteString("type"u8, "thought"u8);
        writer.WriteString("text"u8, thought.Text);
        writer.WriteIfPresent("signature"u8, thought.Signature);
        if (thought.Summary is { } summary)
        {
            writer.WriteStartArray("summary"u8);
            foreach (var text in summary)
            {
                writer.WriteStartObject();
                writer.WriteString("type"u8, "summary_text"u8);
                writer.WriteString("text"u8, text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteIfPresent("provider_type"u8, thought.ProviderType);
        if (thought.ExtraData is { } extraData)
        {
            writer.WritePropertyName("extra_data"u8);
            extraData.WriteTo(writer);
        }
    }
}
