using System.Text;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Http;

public class ServerSentEventStreamTests
{
    [TestCase("data: {\"a\":1}\n\ndata: {\"b\":2}\n\n", "message|{\"a\":1}", "message|{\"b\":2}", TestName = "Line feeds")]
    [TestCase("data: one\r\n\r\ndata: two\r\n\r\n", "message|one", "message|two", TestName = "Carriage returns and line feeds")]
    [TestCase("data: one\r\rdata: two\r\r", "message|one", "message|two", TestName = "Carriage returns")]
    [TestCase("event: delta\ndata: x\n\nevent: stop\ndata: y\n\n", "delta|x", "stop|y", TestName = "Named events")]
    [TestCase(": keep-alive\n\n: more\ndata: x\n\n", "message|x", TestName = "Comments")]
    [TestCase("data: one\ndata: two\n\n", "message|one\ntwo", TestName = "Data of several lines")]
    [TestCase("data:x\n\n", "message|x", TestName = "No space after the colon")]
    [TestCase("\uFEFFdata: x\n\n", "message|x", TestName = "A byte order mark")]
    [TestCase("data: käse 🧀\n\n", "message|käse 🧀", TestName = "Characters of several bytes")]
    [TestCase("id: 1\nretry: 5\nfoo: bar\ndata: x\n\n", "message|x", TestName = "Other fields")]
    [TestCase("data: x\n\ndata: no blank line after this", "message|x", TestName = "An unfinished event is dropped")]
    public async Task Events_are_read_however_the_bytes_arrive(string text, params string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var pieceSize in new[] { 1, 2, 3, 7, int.MaxValue })
        {
            var (events, error) = await Exchange.ReadStreamAsync(Handler(new PiecewiseStream(bytes, pieceSize)));

            Assert.That(error, Is.Null);
            Assert.That(events.Select(item => $"{item.Type}|{Encoding.UTF8.GetString(item.Data.Span)}"), Is.EqualTo(expected), $"{pieceSize}");
        }
    }

    [Test]
    public async Task A_stream_is_asked_for()
    {
        var handler = new VerbatimHttpHandler { Headers = new() { ["Accept"] = "text/event-stream" }, ContentType = "text/event-stream; charset=utf-8" };

        Assert.That((await Exchange.ReadStreamAsync(handler)).Error, Is.Null);
    }

    [TestCase(200, "application/json", """{"error":{"message":"overloaded"}}""", ProviderFailure.ErrorReply, "overloaded")]
    [TestCase(200, "application/json", """{"id":"1"}""", ProviderFailure.MalformedReply, "an event stream was expected")]
    [TestCase(200, "text/html", "<html></html>", ProviderFailure.MalformedReply, "an HTML page, 13 bytes")]
    [TestCase(429, "text/event-stream", """{"error":{"message":"slow down"}}""", ProviderFailure.ErrorReply, "answered 429: slow down")]
    public async Task What_is_no_stream_is_read_and_refused(int status, string type, string reply, ProviderFailure failure, string message)
    {
        var call = Exchange.Call();
        var handler = new VerbatimHttpHandler { Status = status, ContentType = type, Reply = reply };

        var (_, error) = await Exchange.ReadStreamAsync(handler, call);

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(failure));
            Assert.That(error!.Message, Does.Contain(message));
            Assert.That(Encoding.UTF8.GetString(call.RawResponse.Span), Is.EqualTo(reply));
        });
    }

    [Test]
    public async Task A_connection_that_breaks_is_a_truncated_reply_after_what_came()
    {
        var stream = new PiecewiseStream("data: x\n\ndata: y"u8.ToArray()) { Break = new IOException("reset") };

        var (events, error) = await Exchange.ReadStreamAsync(Handler(stream));

        Assert.Multiple(() =>
        {
            Assert.That(events, Has.Count.EqualTo(1));
            Assert.That(error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.TruncatedReply));
            Assert.That(stream.IsDisposed);
        });
    }

    [Test]
    public async Task Invalid_utf8_is_malformed()
    {
        var (_, error) = await Exchange.ReadStreamAsync(Handler(new PiecewiseStream((byte[])[.. "data: "u8, 0xFF, .. "\n\n"u8])));

        Assert.That(error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.MalformedReply));
    }

    [TestCase("data: ", 200, 100, 10_000)]
    [TestCase("data: x\n\n", 40, 100, 300)]
    public async Task Neither_an_event_nor_the_stream_grows_without_limit(string text, int times, int maxEvent, int maxStream)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, times)));
        var limits = new ProviderHttpLimits { MaxEventBytes = maxEvent, MaxStreamBytes = maxStream };

        var (_, error) = await Exchange.ReadStreamAsync(Handler(new PiecewiseStream(bytes, 9)), limits: limits);

        Assert.That(error, Is.InstanceOf<ProviderException>().With.Property("Failure").EqualTo(ProviderFailure.OversizedReply));
    }

    [Test]
    public async Task Cancellation_reaches_a_waiting_read()
    {
        using var source = new CancellationTokenSource();
        var body = new PiecewiseStream("data: x\n\n"u8.ToArray()) { Hangs = true };
        using var http = new ProviderHttp(Handler(body), TimeProvider.System);
        await using var stream = await http.PostStreamingAsync(Exchange.Request(), Exchange.Call(), source.Token);
        Assert.That(await stream.MoveNextAsync());
        var next = stream.MoveNextAsync().AsTask();

        source.Cancel();

        Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task An_abandoned_stream_is_closed_at_once()
    {
        var body = new PiecewiseStream("data: x\n\n"u8.ToArray()) { Hangs = true };
        using var http = new ProviderHttp(Handler(body), TimeProvider.System);
        var stream = await http.PostStreamingAsync(Exchange.Request(), Exchange.Call(), CancellationToken.None);
        Assert.That(await stream.MoveNextAsync());

        await stream.DisposeAsync();

        Assert.That(body.IsDisposed);
    }

    [Test]
    public async Task A_finished_stream_does_not_wait_for_the_end_of_the_connection()
    {
        var body = new PiecewiseStream("data: x\n\n"u8.ToArray()) { Hangs = true };
        using var http = new ProviderHttp(Handler(body), TimeProvider.System);
        var stream = await http.PostStreamingAsync(Exchange.Request(), Exchange.Call(), CancellationToken.None);
        Assert.That(await stream.MoveNextAsync());
        stream.Complete();

        await stream.DisposeAsync();

        Assert.That(body.IsDisposed, Is.False);
    }

    private static VerbatimHttpHandler Handler(Stream stream) => new() { ContentType = "text/event-stream", ReplyStream = stream };
}
