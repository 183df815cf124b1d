namespace TensorZero.Embedded;

/// <summary>A whole answer.</summary>
public sealed class InferenceResponse
{
    /// <summary>The inference's id, a UUIDv7: feedback names it.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The episode's id: later requests of the same episode name it.</summary>
    public required Guid EpisodeId { get; init; }

    /// <summary>The variant that answered.</summary>
    public required string VariantName { get; init; }

    /// <summary>
    /// A chat function's answer in the model's order: <see cref="TextBlock"/>, <see cref="ToolCallBlock"/>, <see cref="ThoughtBlock"/>
    /// and <see cref="UnknownBlock"/>. Of a JSON function the blocks beside its JSON, often none.
    /// </summary>
    public IReadOnlyList<ContentBlock> Content { get; init; } = [];

    /// <summary>A JSON function's answer; null for chat functions.</summary>
    public JsonOutput? Output { get; init; }

    /// <summary>Tokens and dollars of every provider call that was needed.</summary>
    public Usage Usage { get; init; } = Usage.Unknown;

    /// <summary>Why the model stopped; null when the provider did not say.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>Each provider's own usage object, when asked for; otherwise empty.</summary>
    public IReadOnlyList<RawUsage> RawUsage { get; init; } = [];

    /// <summary>Each provider's answer word for word, those of failed calls included, when asked for; otherwise empty.</summary>
    public IReadOnlyList<RawResponse> RawResponse { get; init; } = [];

    /// <summary>The texts of <see cref="Content"/> together, or a JSON function's raw answer; empty when there is none.</summary>
    public string Text => Output is { } output ? output.Raw ?? ""
        : Content is [TextBlock only] ? only.Text
        : string.Concat(Content.OfType<TextBlock>().Select(block => block.Text));

    /// <summary>The tool calls of <see cref="Content"/>.</summary>
    public IEnumerable<ToolCallBlock> ToolCalls => Content.OfType<ToolCallBlock>();
}
