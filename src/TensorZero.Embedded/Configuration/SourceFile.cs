namespace TensorZero.Embedded.Configuration;

/// <summary>A text that configuration was read from: the name shown in messages and the folder its relative paths start at.</summary>
internal sealed record SourceFile(string Name, string? Directory = null);
