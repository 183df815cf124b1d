using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>TensorZero's own stream: chunks as data, without event names, and <c>[DONE]</c>.</summary>
internal sealed class NativeStream(InferenceCall inference) : IStreamShape
{
    public void Put(EventStream events, InferenceChunk chunk) =>
        events.Put(default, (chunk, inference), static (writer, state) => InferenceChunkWriter.Write(writer, state.chunk, state.inference));

    public void PutFailure(EventStream events, GatewayError error) => events.Put(default, error, NativeErrors.Instance.Write);

    public void PutEnd(EventStream events) => events.PutText("[DONE]"u8);
}
