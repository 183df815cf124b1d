namespace TensorZero.Embedded;

/// <summary>A recorded provider call that failed. Immutable.</summary>
public sealed class StoredFailedCall
{
    /// <summary>The call's id.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The inference it was made for.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The variant that made it.</summary>
    public required string VariantName { get; init; }

    /// <summary>The model: its key in the configuration, or its shorthand name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The provider: its key in the model's <c>providers</c>.</summary>
    public required string ProviderName { get; init; }

    /// <summary>The provider's type, such as <c>openai</c>.</summary>
    public required string ProviderType { get; init; }

    /// <summary>When it began, to the millisecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What kind of failure it was, such as <c>error_reply</c>.</summary>
    public required string Failure { get; init; }

    /// <summary>What happened, without prompts and keys.</summary>
    public required string Error { get; init; }

    /// <summary>The HTTP status of the reply; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The body as sent; null when unknown or not recorded. It holds the prompt.</summary>
    public string? RawRequest { get; init; }

    /// <summary>What was received of the reply's body; null when nothing was, or when content is not recorded.</summary>
    public string? RawResponse { get; init; }

    /// <summary>From sending to the failure, in whole milliseconds; null when unknown.</summary>
    public TimeSpan? ResponseTime { get; init; }
}
