using System.Runtime.CompilerServices;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>Calls functions and models of a gateway.</summary>
internal sealed class RemoteInferenceClient(GatewayConnection gateway) : IInferenceClient
{
    public async Task<InferenceResponse> InferAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await gateway.AskAsync(
            gateway.InferenceRoute,
            BodyOf(request, stream: false),
            InferenceReplyReader.Read,
            InferenceFailures.Instance,
            cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<InferenceChunk> InferStreamingAsync(
        InferenceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stream = await gateway.OpenAsync(
            gateway.InferenceRoute, BodyOf(request, stream: true), InferenceFailures.Instance, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.NextAsync().ConfigureAwait(false) is { } chunk)
            {
                yield return chunk;
            }
        }
    }

    private static ReadOnlyMemory<byte> BodyOf(InferenceRequest request, bool stream)
    {
        RemoteInput.Check(request);
        return JsonBody.Write(InferenceCall.For(request, stream), static (call, writer) => InferenceCallWriter.Write(writer, call));
    }
}
