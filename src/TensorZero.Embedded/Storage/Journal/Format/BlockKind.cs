namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The first byte of a content block. The numbers stand in files: they never change.</summary>
internal enum BlockKind : byte
{
    Text = 1,
    RawText = 2,
    Template = 3,
    Thought = 4,
    ToolCall = 5,
    ToolResult = 6,
    File = 7,
    Unknown = 8,
}
