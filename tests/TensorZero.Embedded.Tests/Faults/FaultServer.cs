using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>
/// A scripted HTTP/1.1 server on a free loopback port that can also do what a web server refuses to: lie about lengths, reset, fall
/// silent, stop in the middle. It records every request. A request that the script has no reply for fails the test when the server
/// is disposed.
/// </summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<FaultRequest> _requests = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly Channel<FaultRequest> _arrivals = Channel.CreateUnbounded<FaultRequest>();
    private readonly FaultScript _script;
    private readonly Task _accepting;

    private FaultServer(FaultScript script)
    {
        _script = script;
        _listener.Start(backlog: 512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Where the server listens, with a slash at the end.</summary>
    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>The requests so far, in the order in which they were read completely.</summary>
    public IReadOnlyList<FaultRequest> Requests => [.. _requests];

    public static FaultServer Start(Action<FaultScript> write)
    {
        var script = new FaultScript();
        write(script);
        return new FaultServer(script);
    }

    /// <summary>An address where nobody listens: connections are refused.</summary>
    public static Uri RefusingUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>The next request that nobody has taken with this method, as soon as there is one.</summary>
    public ValueTask<FaultRequest> NextRequestAsync(CancellationToken cancellationToken = default) =>
        _arrivals.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await _accepting;
            _listener.Stop();
            _stop.Dispose();
            if (!_complaints.IsEmpty)
            {
                throw new InvalidOperationException(string.Join('\n', _complaints));
            }
        }
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                connections.Add(ServeAsync(socket, connections.Count + 1));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        try
        {
            await new FaultConnection(socket, number, ReplyTo, _stop.Token).RunAsync();
        }
        catch (OperationCanceledException)
        {
            // The server was disposed.
        }
        catch (Exception failure)
        {
            _complaints.Enqueue($"The fault server failed on connection {number}: {failure}");
        }
    }

    private FaultReply ReplyTo(FaultRequest request)
    {
        _requests.Enqueue(request);
        _arrivals.Writer.TryWrite(request);
        if (_script.ReplyTo(request) is { } reply)
        {
            return reply;
        }

        _complaints.Enqueue($"The script has no reply for {request}");
        return FaultReply.Whole(501, "text/plain", "The test's script has no reply for this request.");
    }
}
