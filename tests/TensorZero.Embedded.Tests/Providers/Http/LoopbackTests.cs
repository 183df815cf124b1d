using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Http;

/// <summary>What only a real socket shows. Every wait has a limit, so that a failure does not hang the run.</summary>
[CancelAfter(20_000)]
public class LoopbackTests
{
    private const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Event = "9\r\ndata: x\n\n\r\n";

    private LoopbackServer _server = null!;
    private ProviderHttp _http = null!;

    [SetUp]
    public void Start() => (_server, _http) = (new LoopbackServer(), new ProviderHttp(TimeProvider.System));

    [TearDown]
    public void Stop()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task An_abandoned_stream_closes_its_socket_at_once(CancellationToken limit)
    {
        var (connection, stream) = await OpenStreamAsync(limit);
        using (connection)
        {
            await stream.DisposeAsync();

            await LoopbackServer.ClosedAsync(connection).WaitAsync(limit);
        }
    }

    [Test]
    public async Task Cancellation_closes_the_socket_while_waiting_for_an_event(CancellationToken limit)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(limit);
        var (connection, stream) = await OpenStreamAsync(source.Token);
        using (connection)
        {
            var next = stream.MoveNextAsync().AsTask();

            await source.CancelAsync();

            await LoopbackServer.ClosedAsync(connection).WaitAsync(limit);
            Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
            await stream.DisposeAsync();
        }
    }

    [Test]
    public async Task Cancellation_closes_the_socket_while_waiting_for_the_head(CancellationToken limit)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(limit);
        var reply = _http.PostAsync(Request(), Exchange.Call(), source.Token).AsTask();
        using var connection = await _server.AcceptAsync().WaitAsync(limit);
        await LoopbackServer.ReadRequestAsync(connection).WaitAsync(limit);

        await source.CancelAsync();

        await LoopbackServer.ClosedAsync(connection).WaitAsync(limit);
        Assert.That(async () => await reply, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_finished_stream_leaves_its_connection_for_the_next_request(CancellationToken limit)
    {
        var (connection, stream) = await OpenStreamAsync(limit);
        using (connection)
        {
            await LoopbackServer.WriteAsync(connection, "0\r\n\r\n");
            stream.Complete();
            await stream.DisposeAsync();

            var reply = _http.PostAsync(Request(), Exchange.Call(), limit).AsTask();
            await LoopbackServer.ReadRequestAsync(connection).WaitAsync(limit);
            await LoopbackServer.WriteAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

            Assert.That((await reply).Length, Is.EqualTo(2));
        }
    }

    [TestCase("", ProviderFailure.Connection)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-", ProviderFailure.Connection)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"half\":", ProviderFailure.TruncatedReply)]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n", ProviderFailure.TruncatedReply)]
    [TestCase("SSH-2.0-OpenSSH_9.6\r\n\r\n", ProviderFailure.MalformedReply)]
    public async Task A_server_that_hangs_up_is_told_apart_by_where_it_did(string bytes, ProviderFailure failure)
    {
        var reply = _http.PostAsync(Request(), Exchange.Call(), CancellationToken.None).AsTask();
        using (var connection = await _server.AcceptAsync())
        {
            await LoopbackServer.ReadRequestAsync(connection);
            await LoopbackServer.WriteAsync(connection, bytes);
        }

        Assert.That(async () => await reply, Throws.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(failure));
    }

    [Test]
    public async Task An_applications_own_client_streams_as_well(CancellationToken limit)
    {
        using var client = new HttpClient();
        using var http = new ProviderHttp(() => client, TimeProvider.System);
        var (connection, stream) = await OpenStreamAsync(http, limit);

        Assert.That(stream.Current.Data.Length, Is.EqualTo(1));
        await stream.DisposeAsync();
        connection.Dispose();
    }

    private ProviderHttpRequest Request() => new() { Url = _server.Url, Body = "{}"u8.ToArray() };

    private Task<(System.Net.Sockets.TcpClient Connection, ServerSentEventStream Stream)> OpenStreamAsync(CancellationToken token) =>
        OpenStreamAsync(_http, token);

    /// <summary>A stream whose first event was read and whose server goes on waiting.</summary>
    private async Task<(System.Net.Sockets.TcpClient Connection, ServerSentEventStream Stream)> OpenStreamAsync(
        ProviderHttp http, CancellationToken token)
    {
        var opening = http.PostStreamingAsync(Request(), Exchange.Call(), token).AsTask();
        var connection = await _server.AcceptAsync().WaitAsync(token);
        await LoopbackServer.ReadRequestAsync(connection).WaitAsync(token);
        await LoopbackServer.WriteAsync(connection, StreamHead + Event);
        var stream = await opening.WaitAsync(token);
        Assert.That(await stream.MoveNextAsync().AsTask().WaitAsync(token));
        return (connection, stream);
    }
}
