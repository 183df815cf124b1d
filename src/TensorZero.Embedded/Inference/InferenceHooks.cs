namespace TensorZero.Embedded.Inference;

/// <summary>The application's hooks, in their order.</summary>
internal sealed class InferenceHooks(IReadOnlyList<IInferenceHook> hooks)
{
    public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken) =>
        hooks.Count == 0 ? new(request) : ShowRequestAsync(request, cancellationToken);

    public ValueTask<InferenceResponse> OnResponseAsync(
        InferenceRequest request, InferenceResponse response, CancellationToken cancellationToken) =>
        hooks.Count == 0 ? new(response) : ShowResponseAsync(request, response, cancellationToken);

    private async ValueTask<InferenceRequest> ShowRequestAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
        {
            request = (await hook.OnRequestAsync(request, cancellationToken).ConfigureAwait(false)).InPlaceOf(request);
        }

        return request;
    }

    private async ValueTask<InferenceResponse> ShowResponseAsync(
        InferenceRequest request, InferenceResponse response, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
        {
            response = await hook.OnResponseAsync(request, response, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }
}
