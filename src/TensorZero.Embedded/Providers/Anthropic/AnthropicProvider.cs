using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Anthropic's Messages interface.</summary>
internal sealed class AnthropicProvider : ModelProvider
{
    public const string TypeName = "anthropic";

    private const string Path = "/messages";

    private static readonly KeyValuePair<string, string>[] Headers = [new("anthropic-version", "2023-06-01")];

    private readonly AnthropicProviderOptions _options;
    private readonly ProviderHttp _http;
    private readonly ILogger _logger;
    private readonly Uri _url;
    private readonly CredentialHeader _credential;

    public AnthropicProvider(AnthropicProviderOptions options, ProviderHttp http, ILogger logger)
    {
        (_options, _http, _logger) = (options, http, logger);
        _credential = new CredentialHeader(options.Credential, "x-api-key");
        var address = new UriBuilder(options.ApiBase);
        var basePath = address.Path.TrimEnd('/');
        if (basePath.EndsWith(Path, StringComparison.Ordinal))
        {
            AnthropicLog.ApiBaseNamesEndpoint(logger, address.Uri.GetLeftPart(UriPartial.Path));
            basePath = basePath[..^Path.Length];
        }

        address.Path = basePath + Path;
        _url = new Uri(address.Uri.AbsoluteUri);
    }

    public override string Type => TypeName;

    public override string? ModelName => _options.ModelName;

    public override ValueTask<ProviderResponse> InferAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken) =>
        _http.PostAsync(CreateRequest(request, call), call, (reply, call) => Read(reply, request, call), cancellationToken);

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = await _http.PostStreamingAsync(CreateRequest(request, call), call, cancellationToken).ConfigureAwait(false);
        await using var _ = events.ConfigureAwait(false);
        var reader = new MessagesChunkReader(request, call);
        while (!reader.IsFinished)
        {
            if (!await events.MoveNextAsync().ConfigureAwait(false))
            {
                throw call.Failed(ProviderFailure.TruncatedReply, "ended its stream before the event `message_stop`");
            }

            var chunk = Read(reader, events.Current.Data, call, out var failure);
            if (reader.IsFinished)
            {
                events.Complete();
            }

            yield return chunk;
            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    private static ProviderResponse Read(ReadOnlyMemory<byte> reply, ModelRequest request, ProviderCall call)
    {
        try
        {
            return MessagesReader.Read(reply, request, call);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw Malformed(exception, "reply", call);
        }
    }

    /// <summary>An event that fails is a chunk all the same, so that the record shows it.</summary>
    private static ProviderChunk Read(
        MessagesChunkReader reader, ReadOnlyMemory<byte> data, ProviderCall call, out ProviderException? failure)
    {
        failure = null;
        try
        {
            return reader.Read(data);
        }
        catch (ProviderException exception)
        {
            failure = exception;
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            failure = Malformed(exception, "event", call);
        }

        return new ProviderChunk { RawChunk = data };
    }

    /// <summary>What System.Text.Json throws at JSON that is not what its reader asks for.</summary>
    private static bool IsMalformed(Exception exception) => exception is JsonException or FormatException or InvalidOperationException;

    private static ProviderException Malformed(Exception cause, string part, ProviderCall call) =>
        call.Failed(ProviderFailure.MalformedReply, $"sent a malformed {part}: {cause.Message}", cause);

    private ProviderHttpRequest CreateRequest(ModelRequest request, ProviderCall call)
    {
        IgnoredParameters.Warn(request, call, _logger);
        var body = JsonBody.Write(
            (Request: request, Options: _options, Call: call),
            static (state, writer) => MessagesRequestWriter.Write(writer, state.Request, state.Options, state.Call));
        return new ProviderHttpRequest
        {
            Url = _url,
            Body = ExtraBodyEdits.Apply(body, request.ExtraBody, call, _logger),
            Authentication = _credential.For(call),
            Headers = Headers,
            ExtraHeaders = request.ExtraHeaders,
        };
    }
}
