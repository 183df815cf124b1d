namespace TensorZero.Embedded;

/// <summary>Plain text.</summary>
/// <param name="Text">The text, as the user or the model wrote it.</param>
public sealed record TextBlock(string Text) : ContentBlock;
