namespace TensorZero.Embedded;

/// <summary>A request that cannot be carried out. Nothing was called and nothing recorded. The message holds no input.</summary>
public sealed class InvalidInferenceRequestException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public InvalidInferenceRequestException(InferenceRequestError error, string message)
        : base(message) =>
        Error = error;

    /// <summary>What is wrong.</summary>
    public InferenceRequestError Error { get; }

    /// <summary>
    /// JSON pointers into the input to what does not fit its schema, for <see cref="InferenceRequestError.InvalidInput"/>, such as
    /// <c>/messages/0/content/0/arguments/topic</c>; otherwise empty.
    /// </summary>
    public IReadOnlyList<string> Pointers { get; init; } = [];
}
