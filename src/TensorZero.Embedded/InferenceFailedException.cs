namespace TensorZero.Embedded;

/// <summary>
/// No variant answered, or a stream broke after its first content. What was tried is listed here and recorded; no prompts and no keys.
/// </summary>
public sealed class InferenceFailedException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="inferenceId">The inference, by which the record is found.</param>
    /// <param name="message">What happened.</param>
    /// <param name="attempts">Every try, in order.</param>
    /// <param name="innerException">The last try's cause; null for none.</param>
    public InferenceFailedException(
        Guid inferenceId, string message, IReadOnlyList<InferenceAttempt> attempts, Exception? innerException = null)
        : base(message, innerException) =>
        (InferenceId, Attempts) = (inferenceId, attempts);

    /// <summary>The inference, by which the record is found; empty when a gateway did not say.</summary>
    public Guid InferenceId { get; }

    /// <summary>Every try that failed, in order; empty when a gateway could not be reached, or did not say.</summary>
    public IReadOnlyList<InferenceAttempt> Attempts { get; }

    /// <summary>Whether the last try, or the call of a gateway, ran out of time.</summary>
    public bool IsTimeout
    {
        get => field || Attempts is [.., { Failure: ProviderFailure.Timeout }];
        internal init;
    }
}
