using System.Runtime.CompilerServices;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Providers.Relay;

/// <summary>
/// Another gateway, which calls the models in place of this engine: each call becomes an inference of the model of that name there. Prompts
/// are rendered and answers shaped here.
/// </summary>
internal sealed class RelayProvider(Uri gateway, Credential credential, ProviderHttp http) : ModelProvider
{
    /// <summary>The provider's type, and its name in every model that is relayed.</summary>
    public const string Name = "tensorzero::relay";

    private readonly Uri _url = new UriBuilder(gateway) { Path = $"{gateway.AbsolutePath.TrimEnd('/')}/inference" }.Uri;
    private readonly CredentialHeader _credential = new(credential, "Authorization", "Bearer");

    public override string Type => Name;

    public override ValueTask<ProviderResponse> InferAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken) =>
        http.PostAsync(CreateRequest(request, call), call, ReadWhole, cancellationToken);

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = await http.PostStreamingAsync(CreateRequest(request, call), call, cancellationToken).ConfigureAwait(false);
        await using (events.ConfigureAwait(false))
        {
            var reader = new RelayChunkReader(call);
            while (await events.MoveNextAsync().ConfigureAwait(false))
            {
                var data = events.Current.Data;
                if (data.Span.SequenceEqual("[DONE]"u8))
                {
                    events.Complete();
                    yield break;
                }

                yield return reader.Read(data);
            }

            throw call.Failed(ProviderFailure.TruncatedReply, "ended its stream before the answer was finished");
        }
    }

    private static ProviderResponse ReadWhole(ReadOnlyMemory<byte> reply, ProviderCall call)
    {
        var response = Read(reply, call);
        call.Relayed = new RelayedReply(response.RawUsage, response.RawResponse);
        return new ProviderResponse
        {
            Content = RelayContent.AsSaid(response.Content),
            Usage = response.Usage,
            FinishReason = response.FinishReason,
        };
    }

    private static InferenceResponse Read(ReadOnlyMemory<byte> reply, ProviderCall call)
    {
        try
        {
            using var document = WireDocument.Parse(reply);
            return InferenceReplyReader.Read(document.RootElement);
        }
        catch (ContentJsonException exception)
        {
            throw call.Failed(ProviderFailure.MalformedReply, $"sent an answer that cannot be read: {exception.Message}", exception);
        }
    }

    private ProviderHttpRequest CreateRequest(ModelRequest request, ProviderCall call) => new()
    {
        Url = _url,
        Body = RelayRequest.Write(request, call, withSecrets: true),
        RecordedBody = RelayRequest.HasSecrets(request, call)
            ? RelayRequest.Write(request, call, withSecrets: false)
            : default(ReadOnlyMemory<byte>?),
        SecretsInBody = RelayRequest.Secrets(request, call),
        Authentication = _credential.For(call),
    };
}
