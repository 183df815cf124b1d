using System.Runtime.CompilerServices;
using System.Text.Unicode;
using TensorZero.Embedded.Providers.Cassettes;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>
/// The way to every provider that speaks HTTP and JSON: sends a request, reads the reply within limits, and turns everything that can
/// go wrong into a <see cref="ProviderException"/>. Thread-safe; one per engine, because it owns the connections.
/// </summary>
internal sealed class ProviderHttp : IDisposable
{
    private static readonly string UserAgent = $"TensorZero.Embedded/{typeof(ProviderHttp).Assembly.GetName().Version?.ToString(3)}";

    private readonly Func<HttpMessageInvoker> _client;
    private readonly HttpMessageInvoker? _owned;
    private readonly TimeProvider _timeProvider;
    private readonly ProviderHttpLimits _limits;

    /// <summary>Answers in place of the providers, or listens to them; null for neither.</summary>
    public Cassette? Cassette { get; init; }

    /// <summary>Uses a handler of its own, which <paramref name="configure"/> may change (proxy, certificates) before the first use.</summary>
    public ProviderHttp(TimeProvider timeProvider, ProviderHttpLimits? limits = null, Action<SocketsHttpHandler>? configure = null)
        : this(CreateHandler(configure), timeProvider, limits)
    {
    }

    /// <summary>Uses <paramref name="handler"/> and disposes it in the end.</summary>
    public ProviderHttp(HttpMessageHandler handler, TimeProvider timeProvider, ProviderHttpLimits? limits = null)
    {
        var owned = new HttpMessageInvoker(handler);
        (_owned, _client, _timeProvider, _limits) = (owned, () => owned, timeProvider, limits ?? ProviderHttpLimits.Default);
    }

    /// <summary>Asks for a client before every request (a client factory rotates its handlers) and disposes none.</summary>
    public ProviderHttp(Func<HttpMessageInvoker> client, TimeProvider timeProvider, ProviderHttpLimits? limits = null) =>
        (_client, _timeProvider, _limits) = (client, timeProvider, limits ?? ProviderHttpLimits.Default);

    /// <summary>Sends the request and has the whole reply read: valid UTF-8 that begins like a JSON object or array.</summary>
    /// <remarks>One state machine from the provider down to the HTTP client: each more costs a call about a microsecond.</remarks>
    /// <param name="request">What is sent.</param>
    /// <param name="call">Gets what was sent and received.</param>
    /// <param name="read">Makes the answer of the reply.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">Whatever went wrong; <see cref="ProviderCall.RawResponse"/> then holds what was received.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> PostAsync<T>(
        ProviderHttpRequest request,
        ProviderCall call,
        Func<ReadOnlyMemory<byte>, ProviderCall, T> read,
        CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await SendAsync(request, call, null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (TransportFailure.Covers(cause, cancellationToken))
        {
            throw TransportFailure.BeforeHead(cause, call, request.Url, cancellationToken);
        }

        using (response)
        {
            var reply = await ReplyBody.ReadAsync(response.Content, LimitOf(response), cancellationToken).ConfigureAwait(false);
            return read(Json(Check(reply, response, request, call, cancellationToken), response, call), call);
        }
    }

    /// <summary>
    /// Sends the request and opens the reply as a stream of events. Disposing what comes back closes the connection at once, unless
    /// <see cref="ServerSentEventStream.Complete"/> was called.
    /// </summary>
    /// <exception cref="ProviderException">There is no stream: <see cref="ProviderCall.RawResponse"/> holds what came instead.</exception>
    public async ValueTask<ServerSentEventStream> PostStreamingAsync(
        ProviderHttpRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await SendAsync(request, call, "text/event-stream", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (TransportFailure.Covers(cause, cancellationToken))
        {
            throw TransportFailure.BeforeHead(cause, call, request.Url, cancellationToken);
        }

        try
        {
            // A missing type is tolerated: a reply that is no stream then ends without a terminal event.
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType is not (null or "text/event-stream"))
            {
                throw await ReadNoStreamAsync(response, request, call, cancellationToken).ConfigureAwait(false);
            }

            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new ServerSentEventStream(response, body, call, new SecretMask(request), _limits, _timeProvider, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public void Dispose() => _owned?.Dispose();

    private static SocketsHttpHandler CreateHandler(Action<SocketsHttpHandler>? configure)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            // Addresses change behind names: connections are renewed so that this is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            // An abandoned stream closes its socket at once, or the provider goes on writing (and charging).
            ResponseDrainTimeout = TimeSpan.Zero,
        };
        configure?.Invoke(handler);
        return handler;
    }

    private static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> reply, HttpResponseMessage response, ProviderCall call)
    {
        var json = WithoutByteOrderMark(reply);
        if (!Utf8.IsValid(json.Span))
        {
            throw call.Failed(ProviderFailure.MalformedReply, "answered with invalid UTF-8");
        }

        if (json.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            var kind = ErrorText.DescribeKind(json.Span, response.Content.Headers.ContentType?.MediaType);
            throw call.Failed(ProviderFailure.MalformedReply, $"answered with {kind}, where JSON was expected");
        }

        return json;
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    /// <summary>Sends the request, or has the cassette answer it. What the transport throws is yet to be translated.</summary>
    private ValueTask<HttpResponseMessage> SendAsync(
        ProviderHttpRequest request, ProviderCall call, string? accept, CancellationToken cancellationToken)
    {
        // With a cassette, too: what cannot be sent is not replayed either.
        var message = RequestHeaders.CreateMessage(request, call, accept, UserAgent);
        call.RawRequest = request.RecordedBody ?? request.Body;
        return Cassette is null
            ? new ValueTask<HttpResponseMessage>(TransmitAsync(message, cancellationToken))
            : Cassette.SendAsync(request, call, () => TransmitAsync(message, cancellationToken), _limits.MaxStreamBytes, cancellationToken);
    }

    private Task<HttpResponseMessage> TransmitAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        // HttpClient would otherwise read the whole reply before handing it out.
        var client = _client();
        return client is HttpClient httpClient
            ? httpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : client.SendAsync(message, cancellationToken);
    }

    private long LimitOf(HttpResponseMessage response) => response.IsSuccessStatusCode ? _limits.MaxReplyBytes : _limits.MaxErrorBytes;

    /// <summary>Keeps what came for the record, and throws unless it is complete and its status is a success.</summary>
    private ReadOnlyMemory<byte> Check(
        ReplyBody reply, HttpResponseMessage response, ProviderHttpRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mask = new SecretMask(request);
        call.RawResponse = mask.Apply(reply.Bytes);
        if (!response.IsSuccessStatusCode)
        {
            throw ErrorReply.ToException(response, call.RawResponse, mask, call, _timeProvider);
        }

        return reply.End switch
        {
            ReplyEnd.Oversized => throw call.Failed(ProviderFailure.OversizedReply, $"answered with more than {LimitOf(response):N0} bytes"),
            ReplyEnd.Broken => throw TransportFailure.InsideReply(reply.Cause, call, cancellationToken),
            _ => call.RawResponse,
        };
    }

    private async ValueTask<ProviderException> ReadNoStreamAsync(
        HttpResponseMessage response, ProviderHttpRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        var reply = await ReplyBody.ReadAsync(response.Content, LimitOf(response), cancellationToken).ConfigureAwait(false);
        var body = Check(reply, response, request, call, cancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        return ErrorText.TryRead(body.Span) is { } text
            ? call.Failed(
                ProviderFailure.ErrorReply,
                $"answered with an error: {ErrorText.Shorten(new SecretMask(request).Apply(text))}",
                statusCode: (int)response.StatusCode)
            : call.Failed(
                ProviderFailure.MalformedReply,
                $"answered with {ErrorText.DescribeKind(body.Span, type)}, where an event stream was expected",
                statusCode: (int)response.StatusCode);
    }
}
