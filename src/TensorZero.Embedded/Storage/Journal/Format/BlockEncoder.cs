using System.Diagnostics;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>One content block of any kind.</summary>
internal static class BlockEncoder
{
    public static void Write(EncodingBuffer buffer, ContentBlock block)
    {
        switch (block)
        {
            case TextBlock text:
                Start(buffer, BlockKind.Text).Text(text.Text);
                break;
            case RawTextBlock raw:
                Start(buffer, BlockKind.RawText).Text(raw.Value);
                break;
            case TemplateBlock template:
                Start(buffer, BlockKind.Template).Text(template.Name);
                buffer.Json(template.Arguments);
                break;
            case ThoughtBlock thought:
                Start(buffer, BlockKind.Thought).Text(thought.Text);
                buffer.Text(thought.Signature);
                buffer.Optional(thought.Summary);
                buffer.Text(thought.ProviderType);
                buffer.Json(thought.ExtraData);
                break;
            case ToolCallBlock call:
                Start(buffer, BlockKind.ToolCall).Text(call.Id);
                buffer.Text(call.RawName);
                buffer.Text(call.RawArguments);
                buffer.Text(call.Name);
                buffer.Json(call.Arguments);
                break;
            case ToolResultBlock result:
                Start(buffer, BlockKind.ToolResult).Text(result.Id);
                buffer.Text(result.Name);
                buffer.Text(result.Result);
                break;
            case FileBlock file:
                Write(Start(buffer, BlockKind.File), file);
                break;
            case UnknownBlock unknown:
                Start(buffer, BlockKind.Unknown).Json(unknown.Data);
                buffer.Text(unknown.ModelName);
                buffer.Text(unknown.ProviderName);
                break;
            default:
                throw new UnreachableException($"Blocks of type {block.GetType().Name} have no kind.");
        }
    }

    private static void Write(EncodingBuffer buffer, FileBlock file)
    {
        buffer.Text(file.Url?.OriginalString);
        buffer.Flag(file.Url is { IsAbsoluteUri: true });
        buffer.Text(file.Data);
        buffer.Text(file.MimeType);
        buffer.Text(file.Detail);
        buffer.Text(file.FileName);
    }

    private static EncodingBuffer Start(EncodingBuffer buffer, BlockKind kind)
    {
        buffer.Byte((byte)kind);
        return buffer;
    }
}
