using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Providers.Relay;

/// <summary>Reads the events of another gateway's stream. Used by one stream, in order.</summary>
internal sealed class RelayChunkReader(ProviderCall call)
{
    private readonly List<RawUsage> _rawUsage = [];
    private readonly List<RawResponse> _rawResponse = [];

    public ProviderChunk Read(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var document = WireDocument.Parse(data);
            var json = document.RootElement;
            if (WireErrorJson.TryRead(json) is { } error)
            {
                throw call.Failed(ProviderFailure.ErrorReply, $"ended its stream with an error: {ErrorText.Shorten(error.Message)}");
            }

            var chunk = InferenceChunkReader.Read(json);
            _rawUsage.AddRange(InferenceReplyReader.ReadRawUsage(json));
            _rawResponse.AddRange(InferenceReplyReader.ReadRawResponse(json));
            call.Relayed = new RelayedReply(_rawUsage, _rawResponse);
            return new ProviderChunk
            {
                Content = chunk.Content,
                Usage = chunk.Usage,
                FinishReason = chunk.FinishReason,
                RawChunk = data,
            };
        }
        catch (ContentJsonException exception)
        {
            throw call.Failed(ProviderFailure.MalformedReply, $"sent an event that cannot be read: {exception.Message}", exception);
        }
    }
}
