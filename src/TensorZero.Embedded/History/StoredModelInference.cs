namespace TensorZero.Embedded;

/// <summary>A recorded provider call that answered. Immutable.</summary>
public sealed class StoredModelInference
{
    /// <summary>The call's id.</summary>
    public required Guid ModelInferenceId { get; init; }

    /// <summary>The inference it was made for.</summary>
    public required Guid InferenceId { get; init; }

    /// <summary>The model: its key in the configuration, or its shorthand name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The provider: its key in the model's <c>providers</c>.</summary>
    public required string ProviderName { get; init; }

    /// <summary>The provider's type, such as <c>openai</c>.</summary>
    public required string ProviderType { get; init; }

    /// <summary>When it began, to the millisecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The body as sent; null when content is not recorded. It holds the prompt.</summary>
    public string? RawRequest { get; init; }

    /// <summary>The body as received, of a stream the data of its events, one a line; null when content is not recorded.</summary>
    public string? RawResponse { get; init; }

    /// <summary>The rendered system prompt; null for none, or when content is not recorded.</summary>
    public string? System { get; init; }

    /// <summary>The rendered messages; empty when content is not recorded.</summary>
    public IReadOnlyList<InputMessage> InputMessages { get; init; } = [];

    /// <summary>What the model answered; empty when content is not recorded.</summary>
    public IReadOnlyList<ContentBlock> Content { get; init; } = [];

    /// <summary>Tokens and dollars.</summary>
    public required Usage Usage { get; init; }

    /// <summary>From sending to the end of the reply, in whole milliseconds; null when unknown.</summary>
    public TimeSpan? ResponseTime { get; init; }

    /// <summary>To the first content of a stream, in whole milliseconds; null for whole answers.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>Why the model stopped; null when the provider did not say.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>Whether the answer came from this library's cache.</summary>
    public bool Cached { get; init; }
}
