namespace TensorZero.Embedded;

/// <summary>More of a tool call.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="RawName">More of the name: usually whole in the first piece, then null.</param>
/// <param name="RawArguments">More of the arguments' text; may be empty.</param>
public sealed record ToolCallChunk(string Id, string? RawName, string RawArguments) : ContentChunk(Id);
