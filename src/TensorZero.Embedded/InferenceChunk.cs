namespace TensorZero.Embedded;

/// <summary>A piece of an answer that is still arriving. The last one carries usage and finish reason.</summary>
public sealed class InferenceChunk
{
    /// <summary>The inference's id: the same in every chunk.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The episode's id: the same in every chunk.</summary>
    public required Guid EpisodeId { get; init; }

    /// <summary>The variant that answers: the same in every chunk.</summary>
    public required string VariantName { get; init; }

    /// <summary>Pieces of a chat function's answer, or of the thoughts beside a JSON function's; empty in the last chunk.</summary>
    public IReadOnlyList<ContentChunk> Content { get; init; } = [];

    /// <summary>More of a JSON function's raw answer; null for chat functions and in chunks without any.</summary>
    public string? Raw { get; init; }

    /// <summary>Tokens and dollars of the whole inference, in the last chunk; otherwise null.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Why the model stopped, in the last chunk; null before, and when the provider did not say.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>Whether this is the last chunk. By then the inference is on record.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The whole answer, shaped and validated, in the last chunk; otherwise null.</summary>
    public InferenceResponse? Response { get; init; }

    /// <summary>The texts of <see cref="Content"/> together, or <see cref="Raw"/>; empty when there is none.</summary>
    public string Text => Raw ?? (Content is [TextChunk only] ? only.Text : string.Concat(Content.OfType<TextChunk>().Select(chunk => chunk.Text)));
}
