namespace TensorZero.Embedded;

/// <summary>Feedback that cannot be taken. Nothing was recorded. The message holds names and ids, never the feedback's content.</summary>
public sealed class InvalidFeedbackException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public InvalidFeedbackException(FeedbackRequestError error, string message)
        : base(message) =>
        Error = error;

    /// <summary>What is wrong.</summary>
    public FeedbackRequestError Error { get; }
}
