using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>What the fault server does, seen by a client that is not ours.</summary>
[CancelAfter(30_000)]
[SuppressMessage("Reliability", "CA2000", Justification = "The client is disposed with the test.")]
public sealed class FaultServerTest : IDisposable
{
    /// <summary>Without a drain: else the handler reads on for two seconds before it closes the connection of an abandoned reply.</summary>
    private readonly HttpClient _client = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => _client.Dispose();

    [Test]
    public async Task A_request_is_recorded_as_it_came(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script => script.On("/v1/chat/completions?a=1").Then(OpenAIReplies.Whole("Grüße")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "v1/chat/completions?a=1"))
        {
            Content = new StringContent("""{"text": "Zoë"}""", Encoding.UTF8, "application/json"),
            Headers = { { "x-api-key", "k" }, { "x-many", ["1", "2"] } },
        };
        using var reply = await _client.SendAsync(request, cancellationToken);

        var recorded = await server.NextRequestAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(recorded.ToString(), Is.EqualTo("""POST /v1/chat/completions?a=1 {"text": "Zoë"}"""));
            Assert.That(recorded.Headers["X-API-Key"], Is.EqualTo("k"));
            Assert.That(recorded.Headers["x-many"], Is.EqualTo("1, 2"));
            Assert.That(await recorded.Ended, Is.EqualTo(FaultRequestEnd.Answered));
            Assert.That(server.Requests, Has.Count.EqualTo(1));
            Assert.That(await reply.Content.ReadAsStringAsync(cancellationToken), Does.StartWith("""{"id":"chatcmpl-1","""));
        }
    }

    [Test]
    public async Task A_body_in_chunks_is_put_together(CancellationToken cancellationToken)
    {
        var text = new string('ü', 100_000);
        await using var server = FaultServer.Start(script => script.OnAny().Then(OpenAIReplies.Whole("")));
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url)
        {
            Content = new StringContent(text),
            Headers = { TransferEncodingChunked = true },
        };
        using var reply = await _client.SendAsync(request, cancellationToken);

        Assert.That(server.Requests[0].Body, Is.EqualTo(text));
    }

    [Test]
    public async Task Replies_come_in_the_order_of_the_script_and_the_last_may_repeat(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script =>
        {
            script.On("/a").Then(FaultReplies.ServerError(), FaultReplies.TooManyRequests(3)).Always(FaultReplies.Unauthorized());
            script.On(request => request.Body.Contains('b', StringComparison.Ordinal)).Always(Echo);
        });

        var statuses = new List<int>();
        foreach (var path in new[] { "a", "a", "a", "a" })
        {
            using var reply = await _client.GetAsync(new Uri(server.Url, path), cancellationToken);
            statuses.Add((int)reply.StatusCode);
            Assert.That(reply.Headers.RetryAfter?.Delta, Is.EqualTo(statuses[^1] == 429 ? TimeSpan.FromSeconds(3) : null));
        }

        using var echo = await _client.PostAsync(server.Url, new StringContent("bee"), cancellationToken);
        Assert.That(statuses, Is.EqualTo(new[] { 500, 429, 401, 401 }));
        Assert.That(await echo.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo("bee"));
    }

    [Test]
    public async Task A_connection_is_reused(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(OpenAIReplies.Stream("a", "b")));
        for (var count = 0; count < 5; count++)
        {
            await _client.GetStringAsync(server.Url, cancellationToken);
        }

        Assert.That(server.Requests.Select(request => request.Connection), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_request_without_a_reply_fails_the_test(CancellationToken cancellationToken)
    {
        var server = FaultServer.Start(script => script.On("/a").Then(OpenAIReplies.Whole("")));
        await _client.GetStringAsync(new Uri(server.Url, "a"), cancellationToken);
        using var second = await _client.GetAsync(new Uri(server.Url, "a"), cancellationToken);

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotImplemented));
        Assert.That(
            async () => await server.DisposeAsync(),
            Throws.InvalidOperationException.With.Message.EqualTo("The script has no reply for GET /a "));
    }

    [Test]
    public async Task A_refused_connection_is_refused(CancellationToken cancellationToken)
    {
        var failure = await FailureAsync(() => _client.GetAsync(FaultServer.RefusingUrl(), cancellationToken));

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
    }

    [Test]
    public async Task A_reset_before_the_head_is_a_reset(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReply.ResetAtOnce()));
        var failure = await FailureAsync(() => _client.PostAsync(server.Url, new StringContent("{}"), cancellationToken));

        Assert.That(SocketErrorOf(failure), Is.EqualTo(SocketError.ConnectionReset));
        Assert.That(await server.Requests[0].Ended, Is.EqualTo(FaultRequestEnd.Answered));
    }

    [TestCase(FaultEnding.Close, null)]
    [TestCase(FaultEnding.Reset, SocketError.ConnectionReset)]
    public async Task A_body_is_cut_short(FaultEnding ending, SocketError? error, CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(OpenAIReplies.Whole("Hello").CutAfterBytes(20, ending)));
        using var reply = await _client.GetAsync(server.Url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var failure = await FailureAsync(() => reply.Content.ReadAsStringAsync(cancellationToken));

        Assert.That(reply.Content.Headers.ContentLength, Is.GreaterThan(20));
        Assert.That(SocketErrorOf(failure), Is.EqualTo(error));
    }

    [TestCase(FaultEnding.Close)]
    [TestCase(FaultEnding.Reset)]
    public async Task A_paced_stream_is_cut_when_the_test_says_so(FaultEnding ending, CancellationToken cancellationToken)
    {
        var pace = new Pace();
        await using var server = FaultServer.Start(script =>
            script.OnAny().Then(OpenAIReplies.Stream("a", "b").CutAfter(2, ending).PacedBy(pace)));
        await using var events = (await EventsAsync(server.Url, cancellationToken)).GetAsyncEnumerator(cancellationToken);

        pace.Release();
        Assert.That(await events.MoveNextAsync(), Is.True);
        Assert.That(events.Current.Data, Does.Contain("assistant"));
        pace.Release();
        Assert.That(await events.MoveNextAsync(), Is.True);
        Assert.That(events.Current.Data, Does.Contain("""{"content":"a"}"""));
        Assert.That(server.Requests[0].Ended.IsCompleted, Is.False);
        pace.Release();
        Assert.That(async () => await events.MoveNextAsync(), Throws.InstanceOf<IOException>());
        Assert.That(await server.Requests[0].Ended, Is.EqualTo(FaultRequestEnd.Answered));
    }

    [Test]
    public async Task A_stream_may_end_without_its_terminal_event(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script =>
        {
            script.On("/openai").Then(OpenAIReplies.Stream("a", "b"), OpenAIReplies.Stream("a", "b").WithoutLast(1));
            script.On("/anthropic").Then(AnthropicReplies.Stream("a", "b"), AnthropicReplies.Stream("a", "b").WithoutLast(1));
        });

        Assert.That((await ReadAllAsync(new Uri(server.Url, "openai"), cancellationToken))[^1].Data, Is.EqualTo("[DONE]"));
        Assert.That((await ReadAllAsync(new Uri(server.Url, "openai"), cancellationToken))[^1].Data, Does.Contain("usage"));
        Assert.That((await ReadAllAsync(new Uri(server.Url, "anthropic"), cancellationToken))[^1].EventType, Is.EqualTo("message_stop"));
        Assert.That((await ReadAllAsync(new Uri(server.Url, "anthropic"), cancellationToken))[^1].EventType, Is.EqualTo("message_delta"));
    }

    [Test]
    public async Task The_first_byte_waits_for_the_test(CancellationToken cancellationToken)
    {
        var start = new TaskCompletionSource();
        await using var server = FaultServer.Start(script => script.OnAny().Then(AnthropicReplies.Whole("Hello").HeldUntil(start.Task)));
        var reply = _client.GetStringAsync(server.Url, cancellationToken);
        await server.NextRequestAsync(cancellationToken);
        Assert.That(reply.IsCompleted, Is.False);

        start.SetResult();
        Assert.That(await reply, Does.Contain("Hello"));
    }

    [Test]
    public async Task A_cancellation_is_seen_at_the_socket(CancellationToken cancellationToken)
    {
        // quote:script
        var pace = new Pace();
        await using var server = FaultServer.Start(script => script.On("/v1/chat/completions").Then(
            FaultReplies.TooManyRequests(retryAfterSeconds: 3),
            OpenAIReplies.Stream("Hel", "lo").CutAfter(2, FaultEnding.Reset).PacedBy(pace),
            FaultReply.Silence()));
        // end
        var url = new Uri(server.Url, "v1/chat/completions");
        using var refusal = await _client.GetAsync(url, cancellationToken);
        pace.ReleaseAll();
        Assert.That(async () => await _client.GetStringAsync(url, cancellationToken), Throws.InstanceOf<HttpRequestException>());

        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reply = _client.GetStringAsync(url, caller.Token);
        while (server.Requests.Count < 3)
        {
            await server.NextRequestAsync(cancellationToken);
        }

        await caller.CancelAsync();
        Assert.That(async () => await reply, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await server.Requests[2].Ended.WaitAsync(cancellationToken), Is.EqualTo(FaultRequestEnd.ClientLeft));
    }

    [Test]
    public async Task A_reader_that_leaves_a_stream_is_seen_at_the_socket(CancellationToken cancellationToken)
    {
        var pace = new Pace();
        await using var server = FaultServer.Start(script => script.OnAny().Then(OpenAIReplies.Stream("a", "b").PacedBy(pace)));
        pace.Release(2);
        var stream = await _client.GetStreamAsync(server.Url, cancellationToken);
        Assert.That(await stream.ReadAsync(new byte[10], cancellationToken), Is.EqualTo(10));
        await stream.DisposeAsync();

        Assert.That(await server.Requests[0].Ended.WaitAsync(cancellationToken), Is.EqualTo(FaultRequestEnd.ClientLeft));
    }

    [Test]
    public async Task A_silent_server_can_be_disposed(CancellationToken cancellationToken)
    {
        var server = FaultServer.Start(script => script.OnAny().Then(FaultReply.Silence()));
        var reply = _client.GetStringAsync(server.Url, cancellationToken);
        var request = await server.NextRequestAsync(cancellationToken);
        await server.DisposeAsync();

        Assert.That(await request.Ended, Is.EqualTo(FaultRequestEnd.ServerStopped));
        Assert.That(async () => await reply, Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task An_oversized_body_has_the_size_asked_for(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReplies.Oversized(1_000_001)));

        Assert.That(await _client.GetByteArrayAsync(server.Url, cancellationToken), Has.Length.EqualTo(1_000_001));
    }

    [Test]
    public async Task A_broken_body_is_broken(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script =>
            script.OnAny().Then(FaultReplies.InvalidUtf8(), FaultReplies.MalformedJson(), FaultReplies.HtmlErrorPage()));

        Assert.That(await _client.GetByteArrayAsync(server.Url, cancellationToken), Does.Contain((byte)0xFF));
        Assert.That(async () => await _client.GetFromJsonAsync<object>(server.Url, cancellationToken), Throws.InstanceOf<JsonException>());
        using var page = await _client.GetAsync(server.Url, cancellationToken);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(page.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
    }

    [Test]
    public async Task Many_callers_are_served_at_once(CancellationToken cancellationToken)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(Echo));
        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(async number =>
        {
            using var reply = await _client.PostAsync(server.Url, new StringContent($"{number}"), cancellationToken);
            return await reply.Content.ReadAsStringAsync(cancellationToken);
        }));

        Assert.That(replies, Is.EqualTo(Enumerable.Range(0, 500).Select(number => $"{number}")));
        Assert.That(server.Requests, Has.Count.EqualTo(500));
    }

    private async Task<IAsyncEnumerable<SseItem<string>>> EventsAsync(Uri url, CancellationToken cancellationToken) =>
        SseParser.Create(await _client.GetStreamAsync(url, cancellationToken)).EnumerateAsync(cancellationToken);

    private async Task<List<SseItem<string>>> ReadAllAsync(Uri url, CancellationToken cancellationToken) =>
        await (await EventsAsync(url, cancellationToken)).ToListAsync(cancellationToken);

    private static async Task<HttpRequestException> FailureAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException failure)
        {
            return failure;
        }

        throw new AssertionException("The call succeeded.");
    }

    private static FaultReply Echo(FaultRequest request) => FaultReply.Whole(200, "text/plain", request.Body);

    private static SocketError? SocketErrorOf(Exception? failure) =>
        failure is SocketException socket ? socket.SocketErrorCode : failure is null ? null : SocketErrorOf(failure.InnerException);
}
