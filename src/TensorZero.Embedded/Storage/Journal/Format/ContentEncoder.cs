namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>Inputs, messages and content blocks.</summary>
internal static class ContentEncoder
{
    public static void Input(EncodingBuffer buffer, InferenceInput? input)
    {
        buffer.Flag(input is not null);
        if (input is null)
        {
            return;
        }

        buffer.Flag(input.System is not null);
        if (input.System is { } system)
        {
            buffer.Text(system.Text);
            buffer.Json(system.Arguments);
        }

        Messages(buffer, input.Messages);
    }

    public static void Messages(EncodingBuffer buffer, IReadOnlyList<InputMessage> messages)
    {
        buffer.Count(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            buffer.Byte((byte)messages[i].Role);
            Blocks(buffer, messages[i].Content);
        }
    }

    public static void Blocks(EncodingBuffer buffer, IReadOnlyList<ContentBlock> blocks)
    {
        buffer.Count(blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            BlockEncoder.Write(buffer, blocks[i]);
        }
    }
}
