using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A model's wish to call a tool.</summary>
/// <param name="Id">The provider's id of the call; the result must carry the same one.</param>
/// <param name="RawName">The tool's name, as the model wrote it.</param>
/// <param name="RawArguments">The arguments, as the model wrote them: usually JSON text, but a model may write anything.</param>
public sealed record ToolCallBlock(string Id, string RawName, string RawArguments) : ContentBlock
{
    /// <summary>The tool's name when it is one of the tools offered; otherwise null.</summary>
    public string? Name { get; init; }

    /// <summary>The arguments when they are JSON that fits the tool's schema; otherwise null.</summary>
    public JsonElement? Arguments { get; init => field = JsonElements.Own(value); }
}
