namespace TensorZero.Embedded;

/// <summary>A call about datasets that cannot be carried out. The message holds names, ids and places, never content.</summary>
public sealed class InvalidDatasetRequestException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="error">What is wrong; of several things, the first.</param>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public InvalidDatasetRequestException(DatasetRequestError error, string message, Exception? innerException = null)
        : base(message, innerException) =>
        Error = error;

    /// <summary>What is wrong; of several things, the first.</summary>
    public DatasetRequestError Error { get; }
}
