namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The other side of <see cref="BlockEncoder"/>.</summary>
internal static class BlockDecoder
{
    public static ContentBlock Read(ref DecodingSpan bytes) => (BlockKind)bytes.Byte() switch
    {
        BlockKind.Text => new TextBlock(bytes.Text()!),
        BlockKind.RawText => new RawTextBlock(bytes.Text()!),
        BlockKind.Template => new TemplateBlock(bytes.Text()!, bytes.RequiredJson()),
        BlockKind.Thought => new ThoughtBlock(bytes.Text(), bytes.Text())
        {
            Summary = bytes.OptionalTexts(),
            ProviderType = bytes.Text(),
            ExtraData = bytes.Json(),
        },
        BlockKind.ToolCall => new ToolCallBlock(bytes.Text()!, bytes.Text()!, bytes.Text()!)
        {
            Name = bytes.Text(),
            Arguments = bytes.Json(),
        },
        BlockKind.ToolResult => new ToolResultBlock(bytes.Text()!, bytes.Text()!, bytes.Text()!),
        BlockKind.File => File(ref bytes),
        BlockKind.Unknown => new UnknownBlock(bytes.RequiredJson(), bytes.Text(), bytes.Text()),
        _ => throw DecodingSpan.Malformed(),
    };

    private static FileBlock File(ref DecodingSpan bytes)
    {
        var url = bytes.Text();
        var kind = bytes.Flag() ? UriKind.Absolute : UriKind.Relative;
        var data = bytes.Text();
        var mimeType = bytes.Text();
        var file = url is null ? FileBlock.FromBase64(data!, mimeType!) : FileBlock.FromUrl(new Uri(url, kind), mimeType);
        if (url is not null && data is not null)
        {
            file = file.WithData(data, mimeType!);
        }

        return file with { Detail = bytes.Text(), FileName = bytes.Text() };
    }
}
