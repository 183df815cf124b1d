using System.Net.ServerSentEvents;
using System.Text.Unicode;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>
/// The events of an open reply, one after the other; for one reader. The reader decides by the provider's terminal event whether the
/// reply was whole: the end of the connection alone proves nothing.
/// </summary>
internal sealed class ServerSentEventStream : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);
    private const int MaxDrainReads = 4;

    private readonly HttpResponseMessage _response;
    private readonly BoundedReplyStream _body;
    private readonly ProviderCall _call;
    private readonly SecretMask _mask;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationToken _cancellationToken;
    private readonly IAsyncEnumerator<SseItem<ServerSentEvent>> _events;
    private bool _complete;

    public ServerSentEventStream(
        HttpResponseMessage response,
        Stream body,
        ProviderCall call,
        SecretMask mask,
        ProviderHttpLimits limits,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        _response = response;
        _body = new BoundedReplyStream(body, call, limits);
        _call = call;
        _mask = mask;
        _timeProvider = timeProvider;
        _cancellationToken = cancellationToken;
        _events = SseParser.Create(_body, ReadEvent).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>The event that <see cref="MoveNextAsync"/> found.</summary>
    public ServerSentEvent Current => _events.Current.Data;

    /// <summary>Whether the connection ended, in good order, with an event half sent; that event was dropped.</summary>
    public bool EndedInsideEvent => _body.StopsInsideEvent;

    /// <summary>Waits for the next event; false when the connection ended in good order.</summary>
    /// <exception cref="ProviderException">It did not, or the event is too large or no UTF-8.</exception>
    public ValueTask<bool> MoveNextAsync()
    {
        // Several events mostly come with one read: those behind the first are there already.
        var next = _events.MoveNextAsync();
        return next.IsCompletedSuccessfully ? next : WhenNextAsync(next);
    }

    /// <summary>Says that the provider's terminal event was read, so that the connection is worth keeping.</summary>
    public void Complete() => _complete = true;

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        if (_complete)
        {
            // Not awaited: the end is usually here already, and if not, the answer must not wait for it.
            _ = DrainAsync();
        }
        else
        {
            _response.Dispose();
        }
    }

    private async ValueTask<bool> WhenNextAsync(ValueTask<bool> next)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (Exception cause) when (TransportFailure.Covers(cause, _cancellationToken))
        {
            throw TransportFailure.InsideReply(cause, _call, _cancellationToken);
        }
    }

    private ServerSentEvent ReadEvent(string type, ReadOnlySpan<byte> data)
    {
        _body.StartEvent();
        if (!Utf8.IsValid(data))
        {
            throw _call.Failed(ProviderFailure.MalformedReply, "sent an event with invalid UTF-8");
        }

        return new ServerSentEvent(type, _mask.Apply(data.ToArray()));
    }

    /// <summary>Reads the few bytes after the terminal event, so that the connection can serve the next request.</summary>
    private async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(DrainTime, _timeProvider);
        var rest = new byte[256];
        try
        {
            for (var reads = 0; reads < MaxDrainReads && await _body.ReadAsync(rest, limit.Token).ConfigureAwait(false) > 0; reads++)
            {
            }
        }
        catch (Exception exception) when (
            exception is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException or ProviderException)
        {
            // The answer is whole: how the connection ends no longer matters to anyone.
        }
        finally
        {
            _response.Dispose();
        }
    }
}
