using System.Text.Json;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>The way to one gateway: its address, its key and the connections. Thread-safe.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private const string KeyVariable = "TENSORZERO_API_KEY";

    private readonly ProviderHttp _http;
    private readonly AuthenticationHeader? _key;
    private readonly CallTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly string _subject;

    public GatewayConnection(Uri gateway, TensorZeroClientOptions options)
    {
        _key = KeyOf(options);
        _time = options.TimeProvider ?? TimeProvider.System;
        _timeouts = new CallTimeouts(options.Timeout == Timeout.InfiniteTimeSpan ? null : options.Timeout);
        _subject = $"The gateway at {gateway.Scheme}://{gateway.Authority}";
        InferenceRoute = GatewayAddress.Route(gateway, "inference");
        FeedbackRoute = GatewayAddress.Route(gateway, "feedback");
        _http = options.HttpClient is { } client
            ? new ProviderHttp(client, _time)
            : new ProviderHttp(_time, configure: options.ConfigureHttp);
    }

    public Uri InferenceRoute { get; }

    public Uri FeedbackRoute { get; }

    /// <summary>Sends a request and hands over the whole reply.</summary>
    /// <param name="route">Where to.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="read">Reads the reply. It must keep nothing of the document it is given.</param>
    /// <param name="failures">What failures become.</param>
    /// <param name="cancellationToken">Cancels the call down to the socket.</param>
    public async Task<T> AskAsync<T>(
        Uri route, ReadOnlyMemory<byte> body, Func<JsonElement, T> read, IRemoteFailures failures, CancellationToken cancellationToken)
    {
        using var exchange = Begin(failures, cancellationToken);
        try
        {
            return await _http.PostAsync<T>(RequestTo(route, body), exchange.Call, Read, exchange.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw exchange.Explain(exception);
        }

        T Read(ReadOnlyMemory<byte> reply, ProviderCall call)
        {
            using var document = WireDocument.Parse(reply);
            return read(document.RootElement);
        }
    }

    /// <summary>Sends a request and opens the reply as a stream.</summary>
    public async ValueTask<RemoteStream> OpenAsync(
        Uri route, ReadOnlyMemory<byte> body, IRemoteFailures failures, CancellationToken cancellationToken)
    {
        var exchange = Begin(failures, cancellationToken);
        try
        {
            var events = await _http.PostStreamingAsync(RequestTo(route, body), exchange.Call, exchange.Token).ConfigureAwait(false);
            return new RemoteStream(events, exchange);
        }
        catch (Exception exception)
        {
            exchange.Dispose();
            throw exchange.Explain(exception);
        }
    }

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeader? KeyOf(TensorZeroClientOptions options)
    {
        if ((options.ApiKey ?? options.EnvironmentVariable(KeyVariable))?.Trim() is not { Length: > 0 } secret)
        {
            return null;
        }

        var header = new AuthenticationHeader("Authorization", secret, "Bearer");
        return header.IsSendable
            ? header
            : throw new ArgumentException("the gateway's API key holds characters that no header can carry", nameof(options));
    }

    private GatewayExchange Begin(IRemoteFailures failures, CancellationToken cancellationToken) =>
        new(_subject, Deadline.ForWhole("client", _timeouts, _time, cancellationToken), failures, cancellationToken);

    private ProviderHttpRequest RequestTo(Uri route, ReadOnlyMemory<byte> body) => new() { Url = route, Body = body, Authentication = _key };
}
