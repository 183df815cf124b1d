namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The other side of <see cref="ContentEncoder"/>.</summary>
internal static class ContentDecoder
{
    public static InferenceInput? Input(ref DecodingSpan bytes) =>
        bytes.Flag() ? new InferenceInput { System = System(ref bytes), Messages = Messages(ref bytes) } : null;

    public static InputMessage[] Messages(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var messages = count == 0 ? [] : new InputMessage[count];
        for (var i = 0; i < count; i++)
        {
            messages[i] = new InputMessage((Role)bytes.Byte(), Blocks(ref bytes));
        }

        return messages;
    }

    public static ContentBlock[] Blocks(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var blocks = count == 0 ? [] : new ContentBlock[count];
        for (var i = 0; i < count; i++)
        {
            blocks[i] = BlockDecoder.Read(ref bytes);
        }

        return blocks;
    }

    private static SystemPrompt? System(ref DecodingSpan bytes)
    {
        if (!bytes.Flag())
        {
            return null;
        }

        var text = bytes.Text();
        return bytes.Json() is { } arguments ? SystemPrompt.FromArguments(arguments) : SystemPrompt.FromText(text!);
    }
}
