namespace TensorZero.Embedded;

/// <summary>An output of a function, in the shape of its type.</summary>
/// <param name="Content">A chat function's content; empty for a JSON function.</param>
/// <param name="Output">A JSON function's output; null for a chat function.</param>
public sealed record StoredOutput(IReadOnlyList<ContentBlock> Content, JsonOutput? Output);
