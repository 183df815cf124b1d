using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Writes the blocks of an answer.</summary>
internal static class ContentWriter
{
    /// <summary>Which provider's thought a block holds: only that one may be sent it again. Clients hand it back with the block.</summary>
    public const string ProviderType = ReservedNames.Prefix + "provider_type";

    /// <summary>What stands between two summaries of one thought.</summary>
    public const string BetweenSummaries = "\n\n";

    public static void Write(Utf8JsonWriter writer, InferenceResponse response)
    {
        writer.WriteStartArray("content"u8);
        foreach (var block in response.Content)
        {
            Write(writer, block);
        }

        if (response.Output?.Raw is { } raw)
        {
            Write(writer, new TextBlock(raw));
        }

        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, ContentBlock block)
    {
        if (block is UnknownBlock unknown)
        {
            unknown.Data.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        switch (block)
        {
            case TextBlock text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("text"u8, text.Text);
                break;
            case ToolCallBlock call:
                writer.WriteString("type"u8, "tool_use"u8);
                writer.WriteString("id"u8, call.Id);
                writer.WriteString("name"u8, call.RawName);
                writer.WritePropertyName("input"u8);
                WriteInput(writer, call.RawArguments);
                break;
            case ThoughtBlock thought:
                WriteThought(writer, thought);
                break;
            default:
                throw new NotSupportedException($"A block of type {block.GetType().Name} is no part of an answer.");
        }

        writer.WriteEndObject();
    }

    /// <summary>Arguments that are no JSON, as when the token limit cut them, are handed out as text.</summary>
    private static void WriteInput(Utf8JsonWriter writer, string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else if (JsonElements.TryParse(arguments, out var input))
        {
            input.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(arguments);
        }
    }

    /// <summary>A signature without any text is what a provider shows of a thought that it hides.</summary>
    private static void WriteThought(Utf8JsonWriter writer, ThoughtBlock thought)
    {
        var text = thought.Text ?? (thought.Summary is { } summary ? string.Join(BetweenSummaries, summary) : null);
        if (text is null)
        {
            writer.WriteString("type"u8, "redacted_thinking"u8);
            writer.WriteString("data"u8, thought.Signature ?? "");
        }
        else
        {
            writer.WriteString("type"u8, "thinking"u8);
            writer.WriteString("thinking"u8, text);
            writer.WriteString("signature"u8, thought.Signature ?? "");
        }

        if (thought.ProviderType is { } type)
        {
            writer.WriteString(ProviderType, type);
        }
    }
}
