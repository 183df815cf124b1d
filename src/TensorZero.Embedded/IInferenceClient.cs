namespace TensorZero.Embedded;

/// <summary>Calls functions and models. Thread-safe; a singleton.</summary>
public interface IInferenceClient
{
    /// <summary>Asks and waits for the whole answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels the call down to the socket. A cancelled inference is recorded as such.</param>
    /// <exception cref="InvalidInferenceRequestException">The request cannot be carried out; nothing was called.</exception>
    /// <exception cref="InferenceFailedException">No variant answered; the attempts are listed and recorded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    Task<InferenceResponse> InferAsync(InferenceRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks and hands out the answer as it arrives. Providers and variants fall back until the first content; afterwards a failure
    /// ends the sequence with an exception. Leaving the sequence early follows the function's disconnect policy.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the caller's reading; whether it ends the call is the function's disconnect policy.</param>
    /// <exception cref="InvalidInferenceRequestException">On the first step: the request cannot be carried out; nothing was called.</exception>
    /// <exception cref="InferenceFailedException">No variant answered, or the stream broke after its first content.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    IAsyncEnumerable<InferenceChunk> InferStreamingAsync(InferenceRequest request, CancellationToken cancellationToken = default);
}
