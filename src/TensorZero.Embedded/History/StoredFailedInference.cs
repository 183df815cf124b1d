namespace TensorZero.Embedded;

/// <summary>A recorded inference that gave no whole answer. Immutable.</summary>
public sealed class StoredFailedInference
{
    /// <summary>The inference's id.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The function that was called.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The function's type.</summary>
    public required FunctionType FunctionType { get; init; }

    /// <summary>The variant whose answer broke off; null when none began to answer.</summary>
    public string? VariantName { get; init; }

    /// <summary>The episode.</summary>
    public required Guid EpisodeId { get; init; }

    /// <summary>When it began, to the millisecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How it ended: anything but <see cref="InferenceStatus.Succeeded"/>.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>Why it failed; null when it was cancelled or abandoned.</summary>
    public string? Error { get; init; }

    /// <summary>What was asked; null when the function's content is not recorded.</summary>
    public InferenceInput? Input { get; init; }

    /// <summary>What had arrived of the answer; often empty.</summary>
    public IReadOnlyList<ContentBlock> Content { get; init; } = [];

    /// <summary>What had arrived of a JSON function's answer; null for chat functions and when there was nothing.</summary>
    public JsonOutput? Output { get; init; }

    /// <summary>The settings it ran with.</summary>
    public required ChatCompletionParams Params { get; init; }

    /// <summary>The inference's tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>From the request to the end, in whole milliseconds.</summary>
    public required TimeSpan ProcessingTime { get; init; }

    /// <summary>To the first content of a stream, in whole milliseconds; null when none arrived.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The hash of the configuration it ran under.</summary>
    public required string ConfigurationHash { get; init; }
}
