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

    /// <param name="whatRequires">What cannot be done without a database, with its verb: <c>Datasets require</c>.</param>
    internal static ObservabilityStoreException Disabled(string whatRequires) => new(
        ObservabilityStoreFailure.Disabled,
        $"{whatRequires} observability to be enabled (`gateway.observability.enabled` must not be `false`).");
}
