namespace TensorZero.Embedded.Providers.Relay;

/// <summary>What a model said, without what the other gateway thinks of it: tool calls are checked here, against the function's own tools.</summary>
internal static class RelayContent
{
    public static IReadOnlyList<ContentBlock> AsSaid(IReadOnlyList<ContentBlock> content)
    {
        var blocks = new ContentBlock[content.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = content[i] is ToolCallBlock call ? call with { Name = null, Arguments = null } : content[i];
        }

        return blocks;
    }
}
