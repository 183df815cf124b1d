namespace TensorZero.Embedded;

/// <summary>
/// A model answered, but not with the C# type that was asked for: its answer is no JSON, does not fit the output schema, or does not
/// fit the type. The message names the inference and holds no content; <see cref="Response"/> has the answer.
/// </summary>
public sealed class InvalidOutputException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="response">What the model answered.</param>
    /// <param name="message">What is wrong with it.</param>
    /// <param name="innerException">Why the answer does not fit the type; null when it did not get that far.</param>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public InvalidOutputException(InferenceResponse response, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(response);
        Response = response;
    }

    /// <summary>What the model answered.</summary>
    public InferenceResponse Response { get; }
}
