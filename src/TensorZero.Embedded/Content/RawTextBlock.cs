namespace TensorZero.Embedded;

/// <summary>Text that no schema checks and no template touches.</summary>
/// <param name="Value">The text.</param>
public sealed record RawTextBlock(string Value) : ContentBlock;
