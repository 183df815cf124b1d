using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The other side of <see cref="ToolEncoder"/>.</summary>
internal static class ToolDecoder
{
    public static ToolParamsRecord? Read(ref DecodingSpan bytes) => !bytes.Flag() ? null : new ToolParamsRecord(
        Definitions(ref bytes),
        Definitions(ref bytes),
        ProviderTools(ref bytes),
        bytes.OptionalTexts(),
        Choice(ref bytes),
        bytes.OptionalFlag());

    private static ToolDefinition[] Definitions(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var tools = count == 0 ? [] : new ToolDefinition[count];
        for (var i = 0; i < count; i++)
        {
            tools[i] = new ToolDefinition(bytes.Text()!, bytes.Text()!, bytes.RequiredJson(), bytes.Flag());
        }

        return tools;
    }

    private static ProviderTool[] ProviderTools(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var tools = count == 0 ? [] : new ProviderTool[count];
        for (var i = 0; i < count; i++)
        {
            tools[i] = new ProviderTool(bytes.RequiredJson(), bytes.Text(), bytes.Text());
        }

        return tools;
    }

    private static ToolChoice Choice(ref DecodingSpan bytes)
    {
        var kind = (ToolChoiceKind)bytes.Byte();
        var toolName = bytes.Text();
        return kind switch
        {
            ToolChoiceKind.None => ToolChoice.None,
            ToolChoiceKind.Auto => ToolChoice.Auto,
            ToolChoiceKind.Required => ToolChoice.Required,
            ToolChoiceKind.Specific => ToolChoice.Specific(toolName!),
            _ => throw DecodingSpan.Malformed(),
        };
    }
}
