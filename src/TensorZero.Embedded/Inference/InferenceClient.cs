using System.Runtime.CompilerServices;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Inference;

/// <summary>The engine's own client.</summary>
internal sealed class InferenceClient(InferencePipeline pipeline, StreamDrain drain, RequestsUnderWay requests, TimeProvider time) : IInferenceClient
{
    public Task<InferenceResponse> InferAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return pipeline.InferAsync(request, cancellationToken);
    }

    public async IAsyncEnumerable<InferenceChunk> InferStreamingAsync(
        InferenceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var life = new StreamLife(time, cancellationToken, requests.CutToken);
        StreamSession session;
        try
        {
            session = await pipeline.OpenStreamAsync(request, life, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            life.Dispose();
            throw;
        }

        try
        {
            while (await session.NextAsync(cancellationToken).ConfigureAwait(false) is { } chunk)
            {
                yield return chunk;
            }

            yield return await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await drain.ReleaseAsync(session, cancellationToken.IsCancellationRequested).ConfigureAwait(false);
        }
    }
}
