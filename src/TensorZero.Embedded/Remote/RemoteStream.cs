using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>
/// An answer that arrives from a gateway. It is whole with the chunk that has the whole answer; a stream that ends without one broke.
/// Leaving it early closes the connection, by which the gateway knows.
/// </summary>
internal sealed class RemoteStream(ServerSentEventStream events, GatewayExchange exchange) : IAsyncDisposable
{
    private bool _isWhole;

    /// <summary>The next chunk; null after the last.</summary>
    public async ValueTask<InferenceChunk?> NextAsync()
    {
        if (_isWhole)
        {
            return null;
        }

        try
        {
            if (!await events.MoveNextAsync().ConfigureAwait(false) || events.Current.Data.Span.SequenceEqual("[DONE]"u8))
            {
                throw exchange.Call.Failed(ProviderFailure.TruncatedReply, "ended its stream before the whole answer was there");
            }

            return Read(events.Current.Data);
        }
        catch (Exception exception)
        {
            throw exchange.Explain(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await events.DisposeAsync().ConfigureAwait(false);
        exchange.Dispose();
    }

    private InferenceChunk Read(ReadOnlyMemory<byte> data)
    {
        using var document = WireDocument.Parse(data);
        if (WireErrorJson.TryRead(document.RootElement) is { } error)
        {
            throw exchange.Explain(error);
        }

        var chunk = InferenceChunkReader.Read(document.RootElement);
        if (chunk.IsFinal)
        {
            _isWhole = true;
            events.Complete();
        }

        return chunk;
    }
}
