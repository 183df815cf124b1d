namespace TensorZero.Embedded.Wire;

/// <summary>An error as it goes over the wire: a text for people, and what a client needs to have the engine's exception again.</summary>
/// <param name="Message">What happened; no prompts, no keys.</param>
internal sealed record WireError(string Message)
{
    /// <summary>The code of an inference that failed, rather than of a request that was refused.</summary>
    public const string InferenceFailed = "inference_failed";

    /// <summary>What the code of a database's failure begins with.</summary>
    public const string StorePrefix = "store_";

    /// <summary>Which error it is, in snake case; null when there is nothing more to say than the status.</summary>
    public string? Code { get; init; }

    /// <summary>JSON pointers to what does not fit, of an invalid input.</summary>
    public IReadOnlyList<string> Pointers { get; init; } = [];

    /// <summary>The inference that failed; null when none did.</summary>
    public Guid? InferenceId { get; init; }

    /// <summary>What the failed inference tried.</summary>
    public IReadOnlyList<InferenceAttempt> Attempts { get; init; } = [];

    /// <param name="message">What happened.</param>
    /// <param name="cause">The exception; null for an error that is none.</param>
    public static WireError Of(string message, Exception? cause) => new(message)
    {
        Code = CodeOf(cause),
        Pointers = (cause as InvalidInferenceRequestException)?.Pointers ?? [],
        InferenceId = (cause as InferenceFailedException)?.InferenceId,
        Attempts = (cause as InferenceFailedException)?.Attempts ?? [],
    };

    private static string? CodeOf(Exception? cause) => cause switch
    {
        InvalidInferenceRequestException error => EnumWords<InferenceRequestError>.Of(error.Error),
        InvalidFeedbackException error => EnumWords<FeedbackRequestError>.Of(error.Error),
        ObservabilityStoreException error => StorePrefix + EnumWords<ObservabilityStoreFailure>.Of(error.Failure),
        InferenceFailedException => InferenceFailed,
        _ => null,
    };
}
