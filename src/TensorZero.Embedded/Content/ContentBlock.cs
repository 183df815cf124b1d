namespace TensorZero.Embedded;

/// <summary>
/// One part of a message, given to a model or received from it. The kinds are closed: <see cref="TextBlock"/>,
/// <see cref="TemplateBlock"/>, <see cref="RawTextBlock"/>, <see cref="ToolCallBlock"/>, <see cref="ToolResultBlock"/>,
/// <see cref="FileBlock"/>, <see cref="ThoughtBlock"/> and <see cref="UnknownBlock"/>. All are immutable. What a model answered
/// can be sent back as it is.
/// </summary>
public abstract record ContentBlock
{
    private protected ContentBlock()
    {
    }

    /// <summary>A string is a <see cref="TextBlock"/>.</summary>
    public static implicit operator ContentBlock(string text) => new TextBlock(text);
}
