namespace TensorZero.Embedded;

/// <summary>What a tool answered.</summary>
/// <param name="Id">The id of the <see cref="ToolCallBlock"/> that asked.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Result">The result as text, often JSON.</param>
public sealed record ToolResultBlock(string Id, string Name, string Result) : ContentBlock;
