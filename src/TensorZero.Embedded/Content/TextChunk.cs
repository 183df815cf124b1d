namespace TensorZero.Embedded;

/// <summary>More text.</summary>
public sealed record TextChunk(string Id, string Text) : ContentChunk(Id);
