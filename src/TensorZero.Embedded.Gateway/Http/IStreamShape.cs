namespace TensorZero.Embedded.Gateway.Http;

/// <summary>How one API streams one answer. Used by one stream, in order.</summary>
internal interface IStreamShape
{
    /// <summary>Puts the events that a piece of the answer becomes; none is fine.</summary>
    void Put(EventStream events, InferenceChunk chunk);

    /// <summary>Puts what ends a stream that broke after its first content.</summary>
    void PutFailure(EventStream events, GatewayError error);

    /// <summary>Puts what ends every stream.</summary>
    void PutEnd(EventStream events);
}
