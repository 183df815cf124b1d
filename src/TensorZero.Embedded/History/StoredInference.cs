using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A recorded inference that was answered. Immutable.</summary>
public sealed class StoredInference
{
    /// <summary>The inference's id.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The function that was called.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The function's type, which says where the output stands.</summary>
    public required FunctionType FunctionType { get; init; }

    /// <summary>The variant that answered.</summary>
    public required string VariantName { get; init; }

    /// <summary>The episode.</summary>
    public required Guid EpisodeId { get; init; }

    /// <summary>When it began, to the millisecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What was asked; null when the function's content is not recorded.</summary>
    public InferenceInput? Input { get; init; }

    /// <summary>A chat function's answer, or the blocks beside a JSON function's JSON; empty when not recorded or not asked for.</summary>
    public IReadOnlyList<ContentBlock> Content { get; init; } = [];

    /// <summary>A JSON function's answer; null for chat functions, and when not recorded or not asked for.</summary>
    public JsonOutput? Output { get; init; }

    /// <summary>
    /// With <see cref="InferenceOutputSource.Demonstration"/>: what the model answered instead; otherwise empty.
    /// </summary>
    public IReadOnlyList<StoredOutput> DispreferredOutputs { get; init; } = [];

    /// <summary>The schema that a JSON function's answer had to fit; null for chat functions.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The tools on offer; null for none.</summary>
    public StoredTools? Tools { get; init; }

    /// <summary>The settings the variant ran with.</summary>
    public required ChatCompletionParams Params { get; init; }

    /// <summary>The inference's tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The request's own changes to provider bodies.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>From the request to the whole answer, in whole milliseconds.</summary>
    public required TimeSpan ProcessingTime { get; init; }

    /// <summary>To the first content of a stream, in whole milliseconds; null for whole answers.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The hash of the configuration it ran under.</summary>
    public required string ConfigurationHash { get; init; }
}
