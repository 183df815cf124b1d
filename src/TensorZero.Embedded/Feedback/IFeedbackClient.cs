namespace TensorZero.Embedded;

/// <summary>Says how good answers were, and what they should have been. Thread-safe; a singleton.</summary>
public interface IFeedbackClient
{
    /// <summary>
    /// Checks feedback and hands it over to be recorded. An inference or episode that is younger than a few seconds may still be on
    /// its way into the database: that is waited for, until it is six seconds old and at least for one second.
    /// </summary>
    /// <param name="request">What is said, and about what. Later feedback for the same metric and target replaces it in queries.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is recorded then.</param>
    /// <returns>The feedback's id, a UUIDv7.</returns>
    /// <exception cref="InvalidFeedbackException">The feedback cannot be taken; nothing is recorded.</exception>
    /// <exception cref="ObservabilityStoreException">
    /// Observability is off, the database cannot be read, or it is behind and does not have the target yet.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    Task<Guid> SendAsync(FeedbackRequest request, CancellationToken cancellationToken = default);
}
