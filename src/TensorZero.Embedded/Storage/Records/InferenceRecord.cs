using System.Text.Json;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>
/// Everything there is to record of one inference, as the request left it: references to immutable values and raw bytes. Turning
/// it into rows is the store's work, off the request's thread.
/// </summary>
internal sealed record InferenceRecord : Record
{
    public required string FunctionName { get; init; }

    public required FunctionType FunctionType { get; init; }

    /// <summary>The variant that answered; null when none did.</summary>
    public required string? VariantName { get; init; }

    public required Guid EpisodeId { get; init; }

    public required InferenceStatus Status { get; init; }

    /// <summary>Why it failed, without prompts or keys; null unless <see cref="Status"/> is <see cref="InferenceStatus.Failed"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The input; null when the function's content is not recorded.</summary>
    public InferenceInput? Input { get; init; }

    /// <summary>
    /// The answer of a chat function, or the blocks beside the JSON of a JSON function; of a broken stream, what had arrived.
    /// </summary>
    public IReadOnlyList<ContentBlock> Content { get; init; } = [];

    /// <summary>The answer of a JSON function; null for chat functions and when there is none.</summary>
    public JsonOutput? JsonOutput { get; init; }

    /// <summary>The schema that a JSON function's answer had to fit; null for chat functions.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The tools offered, with the rules for calling them; null for none.</summary>
    public ToolParamsRecord? ToolParams { get; init; }

    /// <summary>The settings the answering variant ran with.</summary>
    public ChatCompletionParams InferenceParams { get; init; } = ChatCompletionParams.Empty;

    public IReadOnlyDictionary<string, string> Tags { get; init; } = EmptyTags;

    /// <summary>The request's own changes to provider bodies.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    public required TimeSpan ProcessingTime { get; init; }

    /// <summary>Time to the first content of a stream; null for whole answers and streams without content.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    public required string SnapshotHash { get; init; }

    /// <summary>One for each provider call that gave the answer or a part of it, in order.</summary>
    public IReadOnlyList<ModelInferenceRecord> ModelInferences { get; init; } = [];

    /// <summary>One for each provider call that failed, in order.</summary>
    public IReadOnlyList<FailedCallRecord> FailedCalls { get; init; } = [];

    internal static IReadOnlyDictionary<string, string> EmptyTags { get; } = new Dictionary<string, string>();
}
