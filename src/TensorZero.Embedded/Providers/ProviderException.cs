namespace TensorZero.Embedded.Providers;

/// <summary>
/// A provider did not answer as it should. The message says which provider and what happened, with at most a short excerpt of the
/// provider's own error text; it never holds a credential or the request.
/// </summary>
public sealed class ProviderException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ProviderException(ProviderFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) =>
        Failure = failure;

    /// <summary>What went wrong.</summary>
    public ProviderFailure Failure { get; }

    /// <summary>The HTTP status of the reply; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the provider asks to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether asking the same once more would end the same way.</summary>
    internal bool IsFinal { get; init; }
}
