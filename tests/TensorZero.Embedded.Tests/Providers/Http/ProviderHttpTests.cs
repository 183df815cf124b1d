using System.Net;
using System.Net.Sockets;
using System.Text;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Http;

public class ProviderHttpTests
{
    [Test]
    public async Task A_whole_reply_comes_back_as_it_was_sent()
    {
        var call = Exchange.Call();
        var reply = await PostAsync(
            new VerbatimHttpHandler
            {
                Url = "https://provider.test/v1/chat",
                Body = """{ "model": "m" }""",
                Headers = new()
                {
                    ["Authorization"] = "Bearer " + Exchange.Key,
                    ["Content-Type"] = "application/json",
                    ["x-version"] = "1",
                    ["Accept"] = null,
                },
                Reply = """ {"answer":"käse"} """,
            },
            call);

        Assert.Multiple(() =>
        {
            Assert.That(reply, Is.EqualTo(""" {"answer":"käse"} """));
            Assert.That(Text(call.RawRequest), Is.EqualTo("""{"model":"m"}"""));
            Assert.That(Text(call.RawResponse), Is.EqualTo(reply));
        });
    }

    [Test]
    public async Task A_byte_order_mark_is_not_part_of_the_reply() =>
        Assert.That(await PostAsync(new VerbatimHttpHandler { Reply = "\uFEFF{}" }), Is.EqualTo("{}"));

    [Test]
    public async Task A_long_reply_of_unknown_length_arrives_whole()
    {
        var text = $$"""{"text":"{{new string('x', 300_000)}}"}""";
        var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(text), 1000);

        Assert.That(await PostAsync(new VerbatimHttpHandler { ReplyStream = stream }), Is.EqualTo(text));
    }

    [TestCase(401, "application/json", """{"error":{"message":"Incorrect API key","type":"x"}}""", "answered 401: Incorrect API key (check")]
    [TestCase(429, "application/json", """{"type":"error","error":{"type":"rate_limit","message":"Slow down"}}""", "answered 429: Slow down")]
    [TestCase(400, "application/json", """{"error":"model not found"}""", "answered 400: model not found")]
    [TestCase(422, "application/json", """{"detail":"bad field"}""", "answered 422: bad field")]
    [TestCase(400, "application/json", """[{"error":{"code":400,"message":"in an array"}}]""", "answered 400: in an array")]
    [TestCase(500, "application/json", """{"oops":true}""", "answered 500: JSON, 13 bytes")]
    [TestCase(500, "text/plain", "Internal Server Error", "answered 500: no JSON, 21 bytes")]
    [TestCase(502, "text/html", "<html><body>secret page</body></html>", "answered 502: an HTML page, 37 bytes")]
    [TestCase(503, null, "", "answered 503: an empty reply")]
    [TestCase(302, "text/html", "", "redirects are not followed")]
    [TestCase(400, "application/json", """{"error":{"message":"cut""", "answered 400: JSON, 24 bytes")]
    public void An_error_status_is_an_error_reply(int status, string? contentType, string reply, string message)
    {
        var call = Exchange.Call();
        var error = Fails(new VerbatimHttpHandler { Status = status, ContentType = contentType, Reply = reply }, call);

        Assert.Multiple(() =>
        {
            Assert.That(error.Failure, Is.EqualTo(ProviderFailure.ErrorReply));
            Assert.That(error.StatusCode, Is.EqualTo(status));
            Assert.That(error.Message, Does.StartWith("The provider 'my-provider' of the model 'my-model' ").And.Contain(message));
            Assert.That(error.Message, Does.Not.Contain("secret page"));
            Assert.That(Text(call.RawResponse), Is.EqualTo(reply));
        });
    }

    [Test]
    public void A_long_error_text_is_cut_to_one_short_line()
    {
        var reply = $$$"""{"error":{"message":"first\nsecond {{{new string('x', 1000)}}}"}}""";
        var error = Fails(new VerbatimHttpHandler { Status = 400, Reply = reply });

        Assert.That(error.Message, Does.Contain("first second xxx").And.EndWith("...").And.Length.LessThan(300));
    }

    [TestCase("Retry-After", "20", 20)]
    [TestCase("Retry-After", "1.5", 1.5)]
    [TestCase("Retry-After", "Wed, 21 Oct 2026 07:28:30 GMT", 30)]
    [TestCase("Retry-After", "Wed, 21 Oct 2026 07:27:00 GMT", 0)]
    [TestCase("retry-after-ms", "250", 0.25)]
    [TestCase("Retry-After", "99999999999999999999999", 366d * 24 * 3600)]
    [TestCase("Retry-After", "soon", null)]
    [TestCase("Retry-After", "-5", null)]
    public void The_wait_that_the_provider_asks_for_is_kept(string name, string value, double? seconds)
    {
        var handler = new VerbatimHttpHandler { Status = 429, ReplyHeaders = new() { [name] = value } };
        var clock = new FixedTimeProvider(new DateTimeOffset(2026, 10, 21, 7, 28, 0, TimeSpan.Zero));
        using var http = new ProviderHttp(handler, clock);

        var error = Assert.ThrowsAsync<ProviderException>(
            async () => await http.PostAsync(Exchange.Request(), Exchange.Call(), CancellationToken.None));

        Assert.That(error!.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public void The_providers_request_id_stands_in_the_message() =>
        Assert.That(
            Fails(new VerbatimHttpHandler { Status = 500, ReplyHeaders = new() { ["x-request-id"] = "req_1" } }).Message,
            Does.EndWith("[request id req_1]"));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("<!DOCTYPE html><html></html>")]
    [TestCase("plain words")]
    [TestCase("\"a JSON text\"")]
    public void A_reply_that_is_no_json_container_is_malformed(string reply)
    {
        var call = Exchange.Call();
        var error = Fails(new VerbatimHttpHandler { Reply = reply }, call);

        Assert.Multiple(() =>
        {
            Assert.That(error.Failure, Is.EqualTo(ProviderFailure.MalformedReply));
            Assert.That(Text(call.RawResponse), Is.EqualTo(reply));
        });
    }

    [Test]
    public void Invalid_utf8_is_malformed() =>
        Assert.That(
            Fails(new VerbatimHttpHandler { ReplyBytes = [(byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)'}'] }).Failure,
            Is.EqualTo(ProviderFailure.MalformedReply));

    [Test]
    public void A_reply_that_breaks_off_is_truncated_and_kept_as_far_as_it_came()
    {
        var call = Exchange.Call();
        var stream = new PiecewiseStream("""{"half":"""u8.ToArray()) { Break = new IOException("reset by peer") };

        var error = Fails(new VerbatimHttpHandler { ReplyStream = stream }, call);

        Assert.Multiple(() =>
        {
            Assert.That(error.Failure, Is.EqualTo(ProviderFailure.TruncatedReply));
            Assert.That(error.Message, Does.Contain("reset by peer"));
            Assert.That(Text(call.RawResponse), Is.EqualTo("""{"half":"""));
        });
    }

    [Test]
    public void An_error_page_that_breaks_off_is_still_an_error_reply()
    {
        var stream = new PiecewiseStream("<html>"u8.ToArray()) { Break = new IOException("reset by peer") };

        Assert.That(Fails(new VerbatimHttpHandler { Status = 503, ReplyStream = stream }).StatusCode, Is.EqualTo(503));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_error_page_over_the_limit_is_still_an_error_reply_and_kept_up_to_it(bool lengthIsDeclared)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('x', 2000));
        var handler = lengthIsDeclared
            ? new VerbatimHttpHandler { Status = 500, ReplyBytes = bytes }
            : new VerbatimHttpHandler { Status = 500, ReplyStream = new PiecewiseStream(bytes, 100) };
        using var http = new ProviderHttp(handler, TimeProvider.System, new ProviderHttpLimits { MaxErrorBytes = 1000 });
        var call = Exchange.Call();

        var error = Assert.ThrowsAsync<ProviderException>(async () => await http.PostAsync(Exchange.Request(), call, CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(error!.StatusCode, Is.EqualTo(500));
            Assert.That(call.RawResponse.Length, Is.EqualTo(1000));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_reply_over_the_limit_is_oversized(bool lengthIsDeclared)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 2000)}}"}""");
        var handler = lengthIsDeclared
            ? new VerbatimHttpHandler { ReplyBytes = bytes }
            : new VerbatimHttpHandler { ReplyStream = new PiecewiseStream(bytes, 100) };
        using var http = new ProviderHttp(handler, TimeProvider.System, new ProviderHttpLimits { MaxReplyBytes = 1000 });

        var error = Assert.ThrowsAsync<ProviderException>(
            async () => await http.PostAsync(Exchange.Request(), Exchange.Call(), CancellationToken.None));

        Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.OversizedReply));
    }

    [Test]
    public void Nobody_listening_is_a_connection_failure_that_names_the_place()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var http = new ProviderHttp(TimeProvider.System);
        var request = new ProviderHttpRequest { Url = new Uri($"http://user:password@127.0.0.1:{port}/v1"), Body = "{}"u8.ToArray() };

        var error = Assert.ThrowsAsync<ProviderException>(async () => await http.PostAsync(request, Exchange.Call(), CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.Connection));
            Assert.That(error.Message, Does.Contain($"http://127.0.0.1:{port}:").And.Not.Contain("password"));
        });
    }

    [Test]
    public void Its_own_connections_send_no_key_elsewhere_and_close_at_once()
    {
        SocketsHttpHandler handler = null!;
        using var http = new ProviderHttp(TimeProvider.System, configure: own => handler = own);

        Assert.Multiple(() =>
        {
            Assert.That(handler.AllowAutoRedirect, Is.False);
            Assert.That(handler.UseCookies, Is.False);
            Assert.That(handler.ResponseDrainTimeout, Is.EqualTo(TimeSpan.Zero), "an abandoned stream would be read on for two seconds");
            Assert.That(handler.EnableMultipleHttp2Connections);
            Assert.That(handler.PooledConnectionLifetime, Is.LessThan(TimeSpan.FromHours(1)));
        });
    }

    [Test]
    public void The_callers_cancellation_stays_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        using var http = new ProviderHttp(
            new VerbatimHttpHandler { ReplyStream = new PiecewiseStream("{"u8.ToArray()) { Hangs = true } }, TimeProvider.System);
        var reply = http.PostAsync(Exchange.Request(), Exchange.Call(), source.Token).AsTask();

        source.Cancel();

        Assert.That(async () => await reply, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void The_time_limit_of_an_applications_own_client_is_a_timeout()
    {
        using var client = new HttpClient(new HangingHandler()) { Timeout = TimeSpan.FromMilliseconds(1) };
        using var http = new ProviderHttp(() => client, TimeProvider.System);

        var error = Assert.ThrowsAsync<ProviderException>(
            async () => await http.PostAsync(Exchange.Request(), Exchange.Call(), CancellationToken.None));

        Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.Timeout));
    }

    [Test]
    public async Task Extra_headers_win_over_all_others()
    {
        var handler = new VerbatimHttpHandler
        {
            Headers = new() { ["Authorization"] = "Basic abc", ["x-version"] = null, ["Content-Type"] = "application/x", ["x-new"] = "2" },
            Reply = "{}",
        };
        using var http = new ProviderHttp(handler, TimeProvider.System);
        var request = Exchange.Request(
            extraHeaders:
            [
                ExtraHeader.Set("authorization", "Basic abc"),
                ExtraHeader.Delete("X-Version"),
                ExtraHeader.Set("content-type", "application/x"),
                ExtraHeader.Set("x-new", "1"),
                ExtraHeader.Set("x-new", "2"),
            ]);

        await http.PostAsync(request, Exchange.Call(), CancellationToken.None);

        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    [TestCase("not a name", "value")]
    [TestCase("", "value")]
    [TestCase("x-good", "with\r\nline")]
    [TestCase("x-good", "käse")]
    public void An_extra_header_that_cannot_be_sent_is_refused_without_its_value(string name, string value)
    {
        using var http = new ProviderHttp(new VerbatimHttpHandler(), TimeProvider.System);
        var request = Exchange.Request(extraHeaders: [ExtraHeader.Set(name, value)]);

        var error = Assert.ThrowsAsync<ProviderException>(async () => await http.PostAsync(request, Exchange.Call(), CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.UnsupportedRequest));
            Assert.That(error.Message, Does.Contain($"'{name}'").And.Not.Contain("with").And.Not.Contain("käse"));
        });
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private static async Task<string> PostAsync(VerbatimHttpHandler handler, ProviderCall? call = null)
    {
        using var http = new ProviderHttp(handler, TimeProvider.System);
        return Text(await http.PostAsync(Exchange.Request(), call ?? Exchange.Call(), CancellationToken.None));
    }

    private static ProviderException Fails(VerbatimHttpHandler handler, ProviderCall? call = null) =>
        Assert.ThrowsAsync<ProviderException>(async () => await PostAsync(handler, call))!;

    private sealed class HangingHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
