namespace TensorZero.Embedded;

/// <summary>
/// Sees each request before it is checked and each answer before the caller does: the place for guardrails. Registered hooks run in
/// order. Must be thread-safe. An exception of a hook reaches the caller; throw <see cref="InvalidInferenceRequestException"/> with
/// <see cref="InferenceRequestError.Refused"/> to refuse a request.
/// </summary>
public interface IInferenceHook
{
    /// <summary>Sees a request. Return it, or another one to use in its place.</summary>
    ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken) => new(request);

    /// <summary>
    /// Sees an answer, which is already on record as the model gave it. Return it, or another one for the caller. Of a stream the caller
    /// already has the pieces: there the whole answer is seen just before the last chunk.
    /// </summary>
    ValueTask<InferenceResponse> OnResponseAsync(
        InferenceRequest request, InferenceResponse response, CancellationToken cancellationToken) => new(response);
}
