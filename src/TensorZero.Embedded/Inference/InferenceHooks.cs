namespace TensorZero.Embedded.Inference;

/// <summary>The application's hooks, in their order.</summary>
internal sealed class InferenceHooks(IReadOnlyList<IInferenceHook> hooks)
{
    public async ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
        {
            request = (await hook.OnRequestAsync(request, cancellationToken).ConfigureAwait(false)).InPlaceOf(request);
        }

        return request;
    }

    public async ValueTask<InferenceResponse> OnResponseAsync(
        InferenceRequest request, InferenceResponse response, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
        {
            response = await hook.OnResponseAsync(request, response, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }
}
