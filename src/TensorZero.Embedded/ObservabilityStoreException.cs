namespace TensorZero.Embedded;

/// <summary>
/// The database of inferences and feedback cannot be opened, read or written. The message names the database and says what to do;
/// it never holds recorded content.
/// </summary>
public sealed class ObservabilityStoreException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The database driver's error; null for none.</param>
    public ObservabilityStoreException(ObservabilityStoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) =>
        Failure = failure;

    /// <summary>What went wrong.</summary>
    public ObservabilityStoreFailure Failure { get; }
}
