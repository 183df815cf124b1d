namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Asks whole or streamed alike, so that one table covers both.</summary>
internal static class Asking
{
    /// <summary>The answer; of a stream that of its last chunk.</summary>
    public static Task<InferenceResponse> AskAsync(
        this IInferenceClient client, bool streamed, InferenceRequest request, CancellationToken cancellationToken = default) =>
        (streamed ? StreamAsync(client, request, cancellationToken) : client.InferAsync(request, cancellationToken)).OrFail();

    public static InferenceFailedException FailsAsync(this IInferenceClient client, bool streamed, InferenceRequest request) =>
        Assert.ThrowsAsync<InferenceFailedException>(() => client.AskAsync(streamed, request))!;

    public static InvalidInferenceRequestException Refuses(this IInferenceClient client, InferenceRequest request)
    {
        var whole = Assert.ThrowsAsync<InvalidInferenceRequestException>(() => client.AskAsync(false, request))!;
        var streamed = Assert.ThrowsAsync<InvalidInferenceRequestException>(() => client.AskAsync(true, request))!;
        Assert.That(streamed.Message, Is.EqualTo(whole.Message));
        return whole;
    }

    private static async Task<InferenceResponse> StreamAsync(
        IInferenceClient client, InferenceRequest request, CancellationToken cancellationToken)
    {
        InferenceChunk? last = null;
        await foreach (var chunk in client.InferStreamingAsync(request, cancellationToken))
        {
            Assert.That(last is not { IsFinal: true }, "Nothing comes after the last chunk.");
            last = chunk;
        }

        return last!.Response!;
    }
}
