using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>OpenAI's chat completions, which most other servers speak as well.</summary>
internal sealed class OpenAIProvider : ModelProvider
{
    private const string Path = "/chat/completions";

    private readonly OpenAIProviderOptions _options;
    private readonly ProviderHttp _http;
    private readonly ILogger _logger;
    private readonly Uri _url;
    private readonly CredentialHeader _credential;
    private readonly Func<ReadOnlyMemory<byte>, ProviderCall, ProviderResponse> _read;

    public OpenAIProvider(OpenAIProviderOptions options, ProviderHttp http, ILogger logger)
    {
        (_options, _http, _logger, _read) = (options, http, logger, Read);
        _credential = new CredentialHeader(options.Credential, "Authorization", "Bearer");
        var address = new UriBuilder(options.ApiBase);
        var basePath = address.Path.TrimEnd('/');
        if (basePath.EndsWith(Path, StringComparison.Ordinal))
        {
            OpenAILog.ApiBaseNamesEndpoint(logger, address.Uri.GetLeftPart(UriPartial.Path));
        }

        address.Path = basePath + Path;
        _url = address.Uri;
    }

    public override string Type => "openai";

    public override string? ModelName => _options.ModelName;

    public override ValueTask<ProviderResponse> InferAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken) =>
        _http.PostAsync(CreateRequest(request, call), call, _read, cancellationToken);

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = await _http.PostStreamingAsync(CreateRequest(request, call), call, cancellationToken).ConfigureAwait(false);
        await using (events.ConfigureAwait(false))
        {
            var reader = new ChatCompletionChunkReader(call);
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

            // Many compatible servers leave out [DONE]. After a finish reason the content is whole, so a connection that then ends
            // in good order, between two events, is accepted; any other end is not.
            if (!reader.IsFinished || events.EndedInsideEvent)
            {
                throw call.Failed(ProviderFailure.TruncatedReply, "ended its stream before the answer was finished");
            }
        }
    }

    private ProviderResponse Read(ReadOnlyMemory<byte> reply, ProviderCall call)
    {
        var response = ChatCompletionReader.Read(reply, call);
        if (response.Content.Count == 0)
        {
            OpenAILog.NoContent(_logger, call.ModelName, call.ProviderName);
        }

        return response;
    }

    private ProviderHttpRequest CreateRequest(ModelRequest request, ProviderCall call)
    {
        var body = JsonBody.Write(
            new ChatCompletionRequestWriter(request, _options, call, _logger), static (writer, json) => writer.Write(json));
        return new ProviderHttpRequest
        {
            Url = _url,
            Body = ExtraBodyEdits.Apply(body, request.ExtraBody, call, _logger),
            Authentication = _credential.For(call),
            ExtraHeaders = request.ExtraHeaders,
        };
    }
}
